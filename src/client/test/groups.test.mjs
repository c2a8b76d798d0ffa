/** A Fanfare on the URL of groups, and subscriptions: laws 1 to 4 in the client. */
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { clock, Fanfare, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";
import { Group } from "./kit/groups.mjs";

const URL_OF_IT = "/app/groups/demo.board";
const over = (only) => network({ only, server: new Group() });
const text = (text) => ({ type: "text/plain", text });

for (const only of TRANSPORTS) {
  test(`${only}: what is published is heard, and what is sent is published`, async () => {
    const net = over(only);
    net.server.publish(text("early"));
    const socket = await opened(`${URL_OF_IT}?last=1`);
    net.server.publish(text("late"));
    socket.send("mine");
    socket.send(new Uint8Array([1, 2]));
    assert.equal(socket.bufferedAmount, 6);
    await clock.advance(3000);
    assert.deepEqual(
      socket.messages.map((each) => (typeof each === "string" ? each : [...new Uint8Array(each)])),
      ["early", "late", "mine", [1, 2]],
    );
    assert.deepEqual(
      net.server.log.slice(2).map(({ type }) => type),
      ["text/plain", "application/octet-stream"],
    );
    assert.equal(socket.bufferedAmount, 0);
    assert.equal(socket.protocol, "");
  });

  test(`${only}: nothing is lost, nothing comes twice, whichever of fifty frames is lost`, async () => {
    let crossed = 0;
    for (let cutAt = 1; cutAt <= 50; cutAt++) {
      const net = over(only);
      net.cutAt = cutAt;
      const socket = await opened(URL_OF_IT);
      const numbers = Array.from({ length: 30 }, (_, n) => `${n}`);
      for (const each of numbers) {
        socket.send(each);
        await clock.advance(30);
      }
      await clock.advance(120_000);
      assert.deepEqual(
        net.server.log.map((each) => each.text),
        numbers,
        `cut at ${cutAt}`,
      );
      assert.deepEqual(socket.messages, numbers, `cut at ${cutAt}`);
      assert.equal(socket.bufferedAmount, 0, `cut at ${cutAt}`);
      crossed = Math.max(crossed, net.frames);
      socket.close();
      await clock.advance(100);
    }
    assert.ok(crossed > 50, `only ${crossed} frames crossed the network`);
  });

  test(`${only}: a message that is refused is an error, and reading goes on`, async () => {
    const net = over(only);
    const socket = await opened(URL_OF_IT);
    net.server.refuses = { type: "urn:fanfare:refused", title: "No", status: 403, detail: "not yours" };
    socket.send("x");
    await clock.advance(2000);
    net.server.refuses = undefined;
    socket.send("y");
    await clock.advance(2000);
    assert.deepEqual(socket.heard, ["error not yours", "y"]);
    assert.equal(socket.bufferedAmount, 0);
  });

  test(`${only}: what was sent before close is published first`, async () => {
    const net = over(only);
    const socket = await opened(URL_OF_IT);
    ["a", "b", "c"].forEach((each) => socket.send(each));
    socket.close(3000, "enough");
    await clock.advance(2000);
    assert.deepEqual(
      net.server.log.map((each) => each.text),
      ["a", "b", "c"],
    );
    assert.deepEqual(socket.heard, ["close 3000 enough true"]);
    assert.equal(net.server.readers.size, 0);
  });

  test(`${only}: a refusal of the URL is an error, then a close, for good`, async () => {
    const net = over();
    net.blocked.add("websocket");
    const problem = { type: "urn:fanfare:unauthenticated", title: "No", status: 401, detail: "log in" };
    net.server.request = async () => ({ status: 401, problem });
    const socket = listening(URL_OF_IT, [], { transport: only });
    await clock.advance(60_000);
    assert.deepEqual(socket.heard.slice(-2), ["error log in", "close 4401 unauthenticated false"]);
  });

  test(`${only}: a subscription goes on at its cursor over breaks and other transports`, async () => {
    const net = network({ server: new Group() });
    const heard = [];
    const states = [];
    const sub = Fanfare.subscribe(URL_OF_IT, {
      transport: only,
      onMessage: (message) => heard.push(message),
      onState: (state, { transport }) => states.push(`${state} ${transport}`),
    });
    await clock.advance(1000);
    for (const next of [only, "auto", ...TRANSPORTS]) {
      net.server.publish(text(`${heard.length}`));
      net.cut();
      net.server.publish(text(`${heard.length + 1}`));
      await clock.advance(3000);
      sub.use(next);
      await clock.advance(1000);
    }
    sub.close();
    assert.deepEqual(
      heard,
      net.server.log.map((each) => each.text),
    );
    assert.ok(states.includes(`waiting ${only}`));
    assert.equal(states[states.length - 1], "closed null");
    assert.ok(sub.costs[only].messages > 0);
  });
}

test("a subscription tells what it was told: publications, exact JSON, receipts, its channel", async () => {
  const net = network({ server: new Group() });
  const heard = [];
  const sub = Fanfare.subscribe(URL_OF_IT, {
    after: "start",
    onMessage: (message, { offset }) => heard.push([message, offset]),
  });
  await clock.advance(100);
  assert.equal(sub.channel, "c");
  assert.deepEqual(await sub.publish({ a: [1.5] }, { key: "k" }), { cursor: "1", status: 202 });
  assert.deepEqual(await sub.publish("text"), { cursor: "2", status: 202 });
  await clock.advance(100);
  assert.deepEqual(heard, [
    ['{"a":[1.5]}', 1],
    ["text", 2],
  ]);
  assert.equal(sub.cursor, "2");
  await assert.rejects(sub.publish("x".repeat(65_537)), { status: 413 });
  await assert.rejects(sub.publish(undefined), TypeError);
  assert.equal(net.server.log.length, 2);
});

test("a publish with a key is retried until it is answered, and taken once", async () => {
  const net = network({ server: new Group() });
  net.cutAt = 2; // the answer
  const receipt = Fanfare.publish(URL_OF_IT, "once", { key: "k" });
  await clock.advance(5000);
  assert.deepEqual(await receipt, { cursor: "1" });
  assert.equal(net.server.log.length, 1);
  assert.equal(net.asked.length, 2);
});

test("a subscription that is paused reads on where it was", async () => {
  const net = network({ server: new Group() });
  const heard = [];
  const sub = Fanfare.subscribe(URL_OF_IT, { onMessage: (message) => heard.push(message) });
  await clock.advance(100);
  net.server.publish(text("1"));
  await clock.advance(100);
  sub.pause();
  net.server.publish(text("2"));
  await clock.advance(1000);
  assert.deepEqual(heard, ["1"]);
  sub.resume();
  await clock.advance(100);
  assert.deepEqual(heard, ["1", "2"]);
});

for (const [what, answer] of Object.entries({
  "a proxy's page": { status: 200, body: "<html>Please log in to this network" },
  nothing: { status: 202, body: "" },
  "a refusal that breaks off": { status: 403, headers: { "Content-Type": "application/problem+json" }, body: '{"ty' },
})) {
  test(`a message that is answered with ${what} is sent again`, async () => {
    const net = over("sse");
    const socket = await opened(URL_OF_IT);
    const answers = net.server.request.bind(net.server);
    net.server.request = async (url, init) => (init.method === "POST" ? answer : answers(url, init));
    socket.send("kept");
    await clock.advance(5000);
    assert.equal(socket.bufferedAmount, 4);
    net.server.request = answers;
    await clock.advance(60_000);
    assert.deepEqual(socket.messages, ["kept"]);
    assert.equal(socket.bufferedAmount, 0);
  });
}

test("a link that a page asks for when it is told of another is started once", async () => {
  for (const [then, asked] of [
    [(sub) => sub.use("sse"), ["GET sse"]],
    [(sub) => (sub.pause(), sub.resume()), ["websocket fanfare"]],
    [(sub) => sub.pause(), []],
  ]) {
    const net = network({ server: new Group() });
    let told = 0;
    const sub = Fanfare.subscribe(URL_OF_IT, {
      onState: (state) => state === "connecting" && !told++ && then(sub),
    });
    await clock.advance(1000);
    assert.deepEqual(net.asked, asked);
    sub.close();
  }
});

/** What each request is given, as it is asked. */
function requests() {
  const seen = [];
  const ask = globalThis.fetch;
  globalThis.fetch = (url, init) => (seen.push(init), ask(url, init));
  return seen;
}

test("with a key and headers every attempt to publish is a request, so that its caller is the same", async () => {
  const net = over();
  const headers = () => ({ Authorization: "Bearer t" });
  const socket = await opened(URL_OF_IT, [], { headers });
  const sub = Fanfare.subscribe(URL_OF_IT, { headers });
  const seen = requests();
  socket.send("of a group");
  await clock.advance(1000);
  const receipts = [sub.publish("with a key", { key: "k" }), sub.publish("without one")];
  await clock.advance(1000);
  await Promise.all(receipts);
  assert.equal(socket.transport, "websocket");
  assert.deepEqual(
    seen.map((each) => [each.headers.Authorization, each.body]),
    [
      ["Bearer t", "of a group"],
      ["Bearer t", "with a key"],
    ],
  );
  assert.deepEqual(net.server.log.map((each) => each.text).sort(), ["of a group", "with a key", "without one"]);
  sub.close();
});

for (const only of ["sse", "poll"]) {
  test(`${only}: cookies go to another origin, too, as they do over a WebSocket`, async () => {
    over(only);
    const seen = requests();
    const socket = await opened(`http://other.example${URL_OF_IT}`);
    socket.send("x");
    await Promise.all([clock.advance(1000), Fanfare.publish(`http://other.example${URL_OF_IT}`, "y")]);
    assert.ok(seen.length >= 3);
    assert.deepEqual([...new Set(seen.map((each) => each.credentials))], ["include"]);
  });
}

for (const only of TRANSPORTS) {
  test(`${only}: without reconnect a break is no end of a conversation with groups that has begun`, async () => {
    const net = over(only);
    const socket = await opened(URL_OF_IT, [], { reconnect: false });
    net.cut();
    net.server.publish(text("meanwhile"));
    await clock.advance(5000);
    assert.equal(socket.readyState, 1);
    assert.deepEqual(socket.messages, ["meanwhile"]);
  });

  test(`${only}: without reconnect groups that cannot be reached are a close`, async () => {
    over(only).down = true;
    const socket = listening(URL_OF_IT, [], { reconnect: false });
    await clock.advance(20_000);
    assert.deepEqual(socket.heard, ["error", "close 1006  false"]);
  });
}

test("a subscription that is refused listens to the page no more, until it is used again", async () => {
  const net = over("sse");
  const listeners = () => getEventListeners(document, "visibilitychange").length;
  const answers = net.server.request.bind(net.server);
  const problem = { type: "urn:fanfare:unauthenticated", title: "No", status: 401, detail: "log in" };
  net.server.request = async () => ({ status: 401, problem });
  const sub = Fanfare.subscribe(URL_OF_IT);
  await clock.advance(1000);
  assert.equal(sub.state, "refused");
  assert.equal(listeners(), 0);
  net.server.request = answers;
  sub.use("auto");
  await clock.advance(1000);
  assert.equal(sub.state, "open");
  assert.equal(listeners(), 1);
  sub.close();
  assert.equal(listeners(), 0);
});

test("there is no error after a close, though what was sent before it is refused later", async () => {
  const net = over("sse");
  const socket = await opened(URL_OF_IT, [], { maxBuffered: 5 });
  let refuse;
  net.server.request = () => new Promise((answer) => (refuse = answer));
  socket.send("1");
  await clock.settle();
  socket.send("too much");
  await clock.advance(1000);
  refuse({ status: 403, problem: { type: "urn:fanfare:refused", title: "No", status: 403 } });
  await clock.advance(1000);
  assert.deepEqual(socket.heard, ["error", "close 1006  false"]);
});
