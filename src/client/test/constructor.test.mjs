/** What the constructor takes and refuses, and what an object has at first: as the WebSockets standard says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, Fanfare, listening, network, opened } from "./kit/browser.mjs";

const syntaxError = { name: "SyntaxError" };

test("an address is resolved against the document, and is one of a WebSocket", () => {
  network();
  const urls = [
    "/chat/lobby?name=ann",
    "lobby",
    "https://other.example/x",
    "ws://other.example/x",
    new URL("wss://other.example/y"),
  ];
  assert.deepEqual(
    urls.map((url) => new Fanfare(url).url),
    [
      "ws://server.example/chat/lobby?name=ann",
      "ws://server.example/app/lobby",
      "wss://other.example/x",
      "ws://other.example/x",
      "wss://other.example/y",
    ],
  );
});

test("a fragment, another scheme and what is no address are a SyntaxError at once", () => {
  network();
  for (const url of [
    "/chat#there",
    "/chat#",
    "ftp://other.example/",
    "mailto:ann@example.org",
    "http://",
    "ws://a b/",
  ]) {
    assert.throws(() => new Fanfare(url), syntaxError, url);
  }
});

test("a subprotocol that is invalid or comes twice is a SyntaxError at once", () => {
  network();
  for (const protocols of ["", "a b", "a,b", "ä", ["a", "a"], ["a", "b/c"]]) {
    assert.throws(() => new Fanfare("/chat", protocols), syntaxError, String(protocols));
  }
});

test("the states are on the constructor, the prototype and the object, and cannot be changed", () => {
  network();
  for (const each of [Fanfare, Fanfare.prototype, new Fanfare("/chat")]) {
    assert.deepEqual([each.CONNECTING, each.OPEN, each.CLOSING, each.CLOSED], [0, 1, 2, 3]);
    assert.throws(() => (each.OPEN = 7), TypeError);
  }
});

test("at first it is connecting, and has no protocol, no extensions and no transport", () => {
  network();
  const socket = new Fanfare("/chat");
  const { readyState, protocol, extensions, bufferedAmount, binaryType, transport } = socket;
  assert.deepEqual(
    { readyState, protocol, extensions, bufferedAmount, binaryType, transport },
    {
      readyState: 0,
      protocol: "",
      extensions: "",
      bufferedAmount: 0,
      binaryType: "blob",
      transport: "none",
    },
  );
  assert.throws(() => (socket.readyState = 1), TypeError);
  assert.ok(socket instanceof EventTarget);
});

for (const only of ["websocket", "sse"]) {
  test(`${only}: the application's subprotocols are offered, and the chosen one is told`, async () => {
    const net = network({ only });
    net.server.protocol = "game.v2";
    const socket = await opened("/table/1", ["game.v1", "game.v2"]);
    assert.deepEqual(net.server.offered, ["game.v1", "game.v2"]);
    assert.equal(socket.protocol, "game.v2");
  });
}

test("address and headers may be functions, which are asked before each attempt", async () => {
  const net = network({ only: "poll" });
  let asked = 0;
  const seen = [];
  net.server.request = ((answers) => (url, init) => {
    seen.push(`${url.searchParams.get("token")} ${init.headers.get("Authorization")}`);
    return answers.call(net.server, url, init);
  })(net.server.request);
  await opened(async () => `/chat/lobby?token=${++asked}`, [], {
    headers: () => ({ Authorization: `Bearer ${asked}` }),
  });
  assert.ok(seen.length > 1);
  seen.forEach((each) => assert.match(each, /^\d+ Bearer \d+$/));
  assert.equal(new Set(seen).size, seen.length);
});

test("a function that fails is an attempt that failed", async () => {
  network();
  let asked = 0;
  const socket = listening(() => {
    if (++asked < 3) throw new Error("no token yet");
    return "/chat/lobby";
  });
  await clock.advance(10_000);
  assert.equal(socket.readyState, 1);
});

test("an address that ends as a group's does is a group's, unless it is said to be a route", async () => {
  const net = network();
  listening("/app/groups/demo.board", [], { session: true });
  await clock.advance(100);
  assert.deepEqual(net.asked, ["websocket fanfare.session"]);
});
