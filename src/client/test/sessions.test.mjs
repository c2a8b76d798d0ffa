/** Rules P28 and P50: how a page is told of a refusal, and of a session that is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, happens, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";

const refusal = (status, code) => ({
  status,
  problem: { type: `urn:fanfare:${code}`, title: "No", status, detail: `because ${code}` },
});
const SAID = (n) => `gap {"reason":"session","unacknowledged":${n}}`;

for (const only of [undefined, ...TRANSPORTS]) {
  const over = only ?? "auto";

  test(`${over}: a refusal is an error with its problem, and a close with 4000 + its status, for good`, async () => {
    for (const [status, code] of [
      [400, "invalid"],
      [401, "unauthenticated"],
      [403, "refused"],
      [404, "no-table"],
      [409, "full"],
    ]) {
      const net = network();
      net.server.refuses = refusal(status, code);
      const socket = listening("/chat", [], only && { transport: only });
      await clock.advance(120_000);
      assert.deepEqual(socket.heard.slice(-2), [`error because ${code}`, `close ${4000 + status} ${code} false`]);
      assert.equal(net.asked.filter((each) => each === "POST").length, 1);
      assert.equal(socket.readyState, 3);
    }
  });

  test(`${over}: a refusal that will pass is tried again`, async () => {
    for (const [status, code] of [
      [408, "timeout"],
      [425, "early"],
      [429, "many"],
      [503, "stopping"],
    ]) {
      const net = network();
      net.server.refuses = refusal(status, code);
      const socket = listening("/chat", [], only && { transport: only });
      await clock.advance(10_000);
      assert.equal(socket.readyState, 0);
      net.server.refuses = undefined;
      await clock.advance(30_000);
      assert.equal(socket.readyState, 1);
    }
  });
}

for (const only of TRANSPORTS) {
  test(`${only}: what a lost session had not acknowledged is in no new one, and is told`, async () => {
    const net = network({ only });
    const socket = await opened();
    socket.send("acknowledged");
    await clock.advance(2000);
    net.down = true;
    net.cut();
    await clock.settle();
    socket.send("lost");
    socket.send("lost too");
    net.server.session.dies();
    await clock.advance(3000);
    assert.equal(socket.bufferedAmount, 12);
    net.down = false;
    await clock.advance(30_000);
    socket.send("new");
    await clock.advance(3000);
    assert.deepEqual(
      net.server.sessions.map((each) => each.inbox),
      [["acknowledged"], ["new"]],
    );
    assert.deepEqual(
      socket.heard.filter((each) => /gap|open/.test(each)),
      [SAID(2), "open"],
    );
    assert.equal(socket.bufferedAmount, 0);
  });

  test(`${only}: a conversation that is lost is never hidden, even if nothing was underway`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.server.session.dies();
    net.cut();
    await clock.advance(10_000);
    assert.deepEqual(
      socket.heard.filter((each) => /gap|open/.test(each)),
      [SAID(0), "open"],
    );
    assert.equal(net.server.sessions.length, 2);
  });

  test(`${only}: between the two it is connecting`, async () => {
    const net = network({ only });
    const socket = await opened();
    const states = [];
    for (const type of ["gap", "open"])
      socket.addEventListener(type, () => states.push(`${type} ${socket.readyState}`));
    net.server.session.close(1012, "stopping", 5000);
    await clock.advance(3000);
    assert.throws(() => socket.send("x"), { name: "InvalidStateError" });
    await clock.advance(10_000);
    assert.deepEqual(states, ["gap 0", "open 1"]);
  });

  test(`${only}: messages of a new session are numbered anew, and heard`, async () => {
    const net = network({ only });
    net.server.message = (session, message) => session.send(`${session.id} ${message}`);
    const socket = await opened();
    socket.send("a");
    await clock.advance(3000);
    net.server.session.dies();
    net.cut();
    await clock.advance(10_000);
    socket.send("b");
    await clock.advance(3000);
    assert.deepEqual(socket.messages, ["id-1 a", "id-2 b"]);
  });

  test(`${only}: without reconnect the loss of a session is a close, and a break of its link is not`, async () => {
    const net = network({ only });
    const socket = await opened("/chat", [], { reconnect: false });
    net.cut();
    await clock.advance(5000);
    assert.equal(socket.readyState, 1);
    net.server.session.dies();
    net.cut();
    await clock.advance(20_000);
    assert.deepEqual(socket.heard.slice(-2), ["error", "close 1006  false"]);
    assert.equal(net.server.sessions.length, 1);
  });
}

test("without reconnect a server that cannot be reached is a close", async () => {
  const net = network();
  net.down = true;
  const socket = listening("/chat", [], { reconnect: false });
  await clock.advance(10_000);
  assert.deepEqual(socket.heard, ["error", "close 1006  false"]);
});

test("a session of another node is lost, too", async () => {
  const net = network({ only: "poll" });
  const socket = await opened();
  const answers = net.server.request.bind(net.server);
  net.server.request = (url, init) =>
    init.headers.get("Fanfare-Session") === "id-1" ? refusal(421, "other-node") : answers(url, init);
  socket.send("x");
  await clock.advance(10_000);
  assert.deepEqual(
    socket.heard.filter((each) => /gap|open/.test(each)),
    [SAID(1), "open"],
  );
});

test("the right to a session may end while it lasts", async () => {
  const net = network({ only: "sse" });
  const socket = await opened();
  net.server.request = async () => refusal(403, "refused");
  socket.send("x");
  await clock.advance(1000);
  assert.deepEqual(socket.heard.slice(-2), ["error because refused", "close 4403 refused false"]);
});

test("an address at which Fanfare is not is closed after a quarter of a minute", async () => {
  const net = network();
  net.blocked.add("websocket");
  net.server.request = async () => ({ status: 404, body: "nothing here" });
  const socket = listening();
  await clock.advance(60_000);
  assert.match(socket.heard[socket.heard.length - 1], /^close 4404 /);
});

test("where only a WebSocket is wanted and none opens, it does not open, and leaves no session behind", async () => {
  const net = network();
  net.blocked.add("websocket");
  const socket = listening("/chat", [], { transport: "websocket" });
  await clock.advance(60_000);
  assert.ok(!socket.heard.includes("open"), `${socket.heard}`);
  assert.equal(socket.readyState, 0);
  assert.deepEqual(
    net.server.sessions.map((each) => each.left),
    [{ code: 1001, reason: "" }],
    "it was asked why, once",
  );
  net.blocked.clear();
  await clock.advance(31_000);
  assert.equal(socket.transport, "websocket");
  assert.ok(socket.heard.includes("open"));
});

test("a session that is opened after the page has gone is ended at once", async () => {
  const net = network({ only: "sse" });
  const answers = net.server.request.bind(net.server);
  net.server.request = async (...args) => {
    const answer = await answers(...args);
    await new Promise((done) => setTimeout(done, 2000));
    return answer;
  };
  const socket = listening();
  await clock.advance(1000);
  socket.close();
  await clock.advance(10_000);
  assert.deepEqual(
    net.server.sessions.map((each) => each.left),
    [{ code: 1001, reason: "" }],
  );
});

test("a page that goes while a WebSocket does not carry its session yet ends it by a request", async () => {
  const net = network();
  await opened();
  net.server.mute = true;
  net.cut();
  await clock.advance(1000);
  assert.equal(net.asked[net.asked.length - 1], "websocket fanfare.resume");
  happens("pagehide", { persisted: false });
  await clock.settle();
  assert.deepEqual(net.server.session.left, { code: 1001, reason: "" });
});
