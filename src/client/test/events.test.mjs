/** Events, listeners and handlers, as on any EventTarget. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, Fanfare, network, opened } from "./kit/browser.mjs";

async function hearing() {
  const net = network();
  net.server.message = (session, message) => session.send(message);
  const socket = await opened();
  const says = async (text) => {
    socket.send(text);
    await clock.settle();
  };
  return { socket, says };
}

test("a message has data and origin, and is not cancelable", async () => {
  const { socket, says } = await hearing();
  let event;
  socket.onmessage = (each) => (event = each);
  await says("hello");
  assert.ok(event instanceof MessageEvent);
  assert.deepEqual(
    [event.data, event.origin, event.cancelable, event.bubbles, event.target],
    ["hello", "ws://server.example", false, false, socket],
  );
});

test("a handler that is replaced keeps its place; one that is taken away and set again comes last", async () => {
  const { socket, says } = await hearing();
  const order = [];
  const handler = (name) => () => order.push(name);
  socket.addEventListener("message", handler("before"));
  socket.onmessage = handler("handler");
  socket.addEventListener("message", handler("after"));
  socket.onmessage = handler("replaced");
  await says("1");
  socket.onmessage = null;
  await says("2");
  socket.onmessage = handler("again");
  await says("3");
  assert.deepEqual(order, ["before", "replaced", "after", "before", "after", "before", "after", "again"]);
});

test("a handler is what it was set to, null if that is no function, and is called on its object", async () => {
  const { socket, says } = await hearing();
  let self;
  const handler = function () {
    self = this;
  };
  assert.equal(socket.onmessage, null);
  socket.onmessage = handler;
  assert.equal(socket.onmessage, handler);
  await says("hello");
  assert.equal(self, socket);
  for (const none of [null, undefined, 7, "x"]) {
    socket.onmessage = none;
    assert.equal(socket.onmessage, null);
  }
  for (const type of ["open", "message", "error", "close", "transport", "gap"])
    assert.ok(`on${type}` in Fanfare.prototype);
});

test("objects with handleEvent, once, and removal work", async () => {
  const { socket, says } = await hearing();
  const heard = [];
  const listener = { handleEvent: ({ data }) => heard.push(`object ${data}`) };
  socket.addEventListener("message", listener);
  socket.addEventListener("message", ({ data }) => heard.push(`once ${data}`), { once: true });
  await says("1");
  socket.removeEventListener("message", listener);
  await says("2");
  assert.deepEqual(heard, ["object 1", "once 1"]);
});

test("a listener that throws is reported, and stops nothing", async () => {
  const { socket, says } = await hearing();
  const heard = [];
  const runners = process.rawListeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  const reported = new Promise((done) => process.once("uncaughtException", done));
  socket.addEventListener("message", () => {
    throw new Error("thrown by a listener");
  });
  socket.addEventListener("message", ({ data }) => heard.push(data));
  await says("1");
  assert.equal((await reported).message, "thrown by a listener");
  runners.forEach((each) => process.on("uncaughtException", each));
  assert.deepEqual(heard, ["1"]);
});

test("an application may dispatch events of its own", async () => {
  const { socket } = await hearing();
  let heard = 0;
  socket.addEventListener("mine", () => heard++);
  socket.dispatchEvent(new Event("mine"));
  assert.equal(heard, 1);
});
