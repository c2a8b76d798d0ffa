/** Choosing a transport, leaving it, and coming back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, happens, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";
import { Group } from "./kit/groups.mjs";
import { Sessions } from "./kit/sessions.mjs";

const links = (net) =>
  net.asked.filter((each) => /^(websocket|GET)/.test(each)).map((each) => each.replace(/^GET |( fanfare.*)/g, ""));

test("a WebSocket is taken where there is one, and nothing else is asked for", async () => {
  const net = network();
  const socket = listening();
  await clock.advance(1000);
  assert.deepEqual(socket.heard, ["over websocket", "open"]);
  assert.deepEqual(net.asked, ["websocket fanfare.session"]);
});

test("where there is none, a stream is read, and else polls are made", async () => {
  const net = network({ only: "poll" });
  const socket = await opened();
  assert.equal(socket.transport, "poll");
  assert.deepEqual(links(net).slice(0, 3), ["websocket", "sse", "poll"]);
});

test("a WebSocket that opens and says nothing is left after five seconds", async () => {
  const net = network();
  net.server.mute = true;
  const socket = listening();
  await clock.advance(4900);
  assert.deepEqual(links(net), ["websocket"]);
  await clock.advance(200);
  assert.equal(socket.transport, "sse");
});

test("a stream that is held back on its way is left after three seconds, and its session goes on", async () => {
  const net = network();
  net.blocked.add("websocket");
  net.buffered = true;
  const socket = listening();
  await clock.advance(2900);
  assert.deepEqual(socket.heard, ["open"]);
  await clock.advance(300);
  assert.equal(socket.transport, "poll");
  assert.equal(net.server.sessions.length, 1);
});

for (const only of TRANSPORTS) {
  test(`${only}: one that worked and broke is tried again, and the break is told`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.cut();
    await clock.advance(3000);
    assert.deepEqual(socket.heard, ["over none", `over ${only}`]);
    assert.equal(socket.readyState, 1);
    assert.equal(net.server.sessions.length, 1);
  });

  test(`${only}: silence for two heartbeats and a little is a break`, async () => {
    const net = network({ only });
    net.server.heartbeat = 1000;
    const socket = await opened();
    net.server.session.carrier.put = () => {};
    net.server.session.polled = () => new Promise(() => {});
    await clock.advance(12_000);
    assert.equal(socket.heard[0], "over none");
  });

  test(`${only}: silence over a sleep is a break, at once when the person is back`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.server.session.carrier.put = () => {};
    clock.now += 3_600_000; // timers stand still in a sleep
    happens("pageshow", { persisted: true });
    await clock.settle();
    assert.equal(socket.heard[0], "over none");
  });

  test(`${only}: a page that is left and kept holds no link, and goes on in its session when it is back`, async () => {
    const net = network({ only });
    const socket = await opened();
    happens("pagehide", { persisted: true });
    await clock.settle();
    assert.deepEqual([net.sockets.size, net.streams.size, net.held.size], [0, 0, 0]);
    net.server.session.send("meanwhile");
    await clock.advance(30_000);
    assert.deepEqual(socket.heard, ["over none"]);
    happens("pageshow", { persisted: true });
    await clock.settle();
    assert.deepEqual(socket.heard, ["over none", `over ${only}`, "meanwhile"]);
    assert.equal(net.server.sessions.length, 1);
  });
}

test("one that worked is left for the next after three dead links in a row", async () => {
  const net = network();
  const socket = await opened();
  net.blocked.add("websocket");
  net.cut();
  await clock.advance(10_000);
  assert.deepEqual(links(net), ["websocket", "websocket", "websocket", "websocket", "sse"]);
  assert.equal(socket.transport, "sse");
  assert.equal(net.server.sessions.length, 1);
});

test("a server that is away moves nothing", async () => {
  const net = network();
  net.down = true;
  const socket = listening();
  await clock.advance(60_000);
  net.down = false;
  net.asked.length = 0;
  await clock.advance(31_000);
  assert.equal(socket.transport, "websocket");
  assert.deepEqual(links(net), ["websocket"]);
});

test("attempts come ever later, up to half a minute, and sooner again after ten seconds of health", async () => {
  const net = network({ only: "poll" });
  const socket = await opened();
  net.down = true;
  net.cut();
  const delays = [];
  socket.addEventListener("transport", ({ detail }) => detail.delay && delays.push(detail.delay));
  await clock.advance(300_000);
  delays.forEach((delay, n) =>
    assert.ok(
      delay <= Math.min(30_000, 500 * 2 ** (n + 1)) && delay >= Math.min(30_000, 500 * 2 ** Math.max(0, n - 1)) / 2,
      `${n}: ${delay}`,
    ),
  );
  net.down = false;
  await clock.advance(60_000);
  delays.length = 0;
  net.cut();
  await clock.settle();
  assert.ok(delays[0] <= 500);
});

test("the server's own delay counts", async () => {
  const net = network();
  net.server.refuses = {
    status: 503,
    headers: { "Retry-After": "7" },
    problem: { type: "urn:fanfare:stopping", title: "Stopping", status: 503 },
  };
  const socket = listening();
  await clock.advance(1000);
  net.server.refuses = undefined;
  await clock.advance(5500);
  assert.equal(socket.readyState, 0);
  await clock.advance(1000);
  assert.equal(socket.readyState, 1);
});

test("a network that comes back is used at once", async () => {
  const net = network();
  net.down = true;
  const socket = listening();
  await clock.advance(60_000);
  net.down = false;
  happens("online");
  await clock.settle();
  assert.equal(socket.readyState, 1);
});

test("a tab remembers for an hour what worked at a server", async () => {
  const net = network({ only: "sse" });
  await opened();
  net.asked.length = 0;
  await opened("/app/chat/attic");
  assert.deepEqual(links(net), ["sse"]);
  await clock.advance(61 * 60_000);
  net.asked.length = 0;
  await opened("/app/chat/cellar");
  assert.deepEqual(links(net).slice(0, 2), ["websocket", "sse"]);
});

test("what did not work is tried again at once on a network of another kind", async () => {
  navigator.connection = { type: "cellular" };
  const net = network({ only: "poll" });
  const socket = await opened();
  net.blocked.clear();
  navigator.connection.type = "wifi";
  happens("online");
  net.cut();
  await clock.advance(2000);
  assert.equal(socket.transport, "websocket");
  delete navigator.connection;
});

test("from a fallback it goes over to a WebSocket after ten minutes, with nothing lost", async () => {
  const net = network({ only: "sse" });
  const socket = await opened();
  net.blocked.clear();
  net.server.message = (session, message) => session.send(message);
  await clock.advance(9 * 60_000);
  assert.equal(socket.transport, "sse");
  for (let n = 0; n < 12; n++) {
    socket.send(`${n}`);
    await clock.advance(10_000);
  }
  assert.equal(socket.transport, "websocket");
  assert.deepEqual(
    socket.messages,
    Array.from({ length: 12 }, (_, n) => `${n}`),
  );
  assert.equal(net.server.sessions.length, 1);
});

test("where no WebSocket opens, the fallback is not disturbed by the attempt", async () => {
  network({ only: "sse" });
  const socket = await opened();
  await clock.advance(45 * 60_000);
  assert.deepEqual(socket.heard, []);
});

test("a client holds at most one waiting request and one that sends", async () => {
  const net = network({ only: "poll" });
  const socket = await opened();
  let most = 0;
  let open = 0;
  const answers = net.server.request.bind(net.server);
  net.server.request = async (...args) => {
    most = Math.max(most, ++open);
    try {
      return await answers(...args);
    } finally {
      open--;
    }
  };
  net.server.message = (session, message) => session.send(message);
  for (let n = 0; n < 20; n++) {
    socket.send(`${n}`);
    await clock.advance(n * 100);
  }
  assert.equal(most, 2);
});

test("transport: one transport alone is used if the page says so, and others are refused", async () => {
  const net = network();
  const socket = await opened("/chat", [], { transport: "poll" });
  assert.equal(socket.transport, "poll");
  assert.ok(!net.asked.some((each) => each.startsWith("websocket")));
  assert.throws(() => listening("/chat", [], { transport: "pigeon" }), TypeError);
});

for (const [what, url, server, arrived] of [
  ["a session", "/app/chat/lobby", () => new Sessions(), (server) => server.session.inbox],
  ["groups", "/app/groups/g", () => new Group(), (server) => server.log.map(({ text }) => text)],
]) {
  test(`what is posted to ${what} goes at once when the network is back, or a link`, async () => {
    const net = network({ only: "sse", server: server() });
    const socket = await opened(url);
    for (const [n, back] of [() => happens("online"), () => happens("pageshow"), () => net.cut()].entries()) {
      net.blocked.add("request");
      socket.send(`${n}`);
      await clock.advance(45_000);
      net.blocked.delete("request");
      await clock.settle();
      assert.equal(arrived(net.server).length, n, "it rests");
      back();
      await clock.advance(600);
      assert.equal(arrived(net.server).length, n + 1);
    }
    assert.deepEqual(arrived(net.server), ["0", "1", "2"]);
  });
}

test("what the server asks for counts before the network that is back", async () => {
  const net = network({ only: "sse" });
  const socket = await opened();
  const answers = net.server.request.bind(net.server);
  net.server.request = async () => ({ status: 429, headers: { "Retry-After": "20" } });
  socket.send("x");
  await clock.advance(1000);
  net.server.request = answers;
  happens("online");
  await clock.advance(18_000);
  assert.deepEqual(net.server.session.inbox, []);
  await clock.advance(2000);
  assert.deepEqual(net.server.session.inbox, ["x"]);
});

for (const worked of [false, true]) {
  test(`a WebSocket that ${worked ? "worked and now " : ""}carries nothing is left for an hour`, async () => {
    const net = network(worked ? {} : { only: "sse" });
    const socket = await opened();
    if (worked) {
      net.blocked.add("websocket");
      net.cut();
      await clock.advance(60_000);
    }
    assert.equal(socket.transport, "sse");
    net.blocked.clear();
    net.server.mute = true;
    net.asked.length = 0;
    await clock.advance(60 * 60_000);
    assert.deepEqual(
      links(net),
      ["websocket", "websocket", "sse"],
      "once beside the stream, once in its place, and back",
    );
    assert.equal(socket.transport, "sse");
    net.server.mute = false;
    await clock.advance(11 * 60_000);
    assert.equal(socket.transport, "websocket");
    assert.equal(net.server.sessions.length, 1);
  });
}
