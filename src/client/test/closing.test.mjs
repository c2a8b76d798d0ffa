/** close, and the ways in which it ends, over each transport. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, happens, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";

for (const only of TRANSPORTS) {
  test(`${only}: what was sent before close is delivered first, then code and reason`, async () => {
    const net = network({ only });
    const socket = await opened();
    for (let n = 0; n < 40; n++) socket.send(`${n}`);
    socket.close(3210, "done");
    assert.equal(socket.readyState, 2);
    await clock.advance(3000);
    assert.equal(net.server.session.inbox.length, 40);
    assert.deepEqual(net.server.session.left, { code: 3210, reason: "done" });
    assert.deepEqual(socket.heard, ["close 3210 done true"]);
    assert.equal(socket.readyState, 3);
    assert.equal(socket.bufferedAmount, 0);
    assert.equal(socket.transport, "none");
  });

  test(`${only}: close waits for a Blob, and for a link that broke`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.down = true;
    net.cut();
    await clock.settle();
    socket.send(new Blob(["last"]));
    socket.close();
    await clock.advance(5000);
    assert.equal(socket.readyState, 2);
    net.down = false;
    await clock.advance(20_000);
    assert.deepEqual(
      net.server.session.inbox.map((each) => [...each]),
      [[108, 97, 115, 116]],
    );
    assert.equal(socket.heard[socket.heard.length - 1], "close 1005  true");
  });

  test(`${only}: a close that is lost on its way is said again`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.cutAt = net.frames + 1;
    socket.close(3001, "bye");
    await clock.advance(10_000);
    assert.deepEqual(net.server.session.left, { code: 3001, reason: "bye" });
    assert.equal(socket.heard[socket.heard.length - 1], "close 3001 bye true");
  });

  test(`${only}: nothing is heard after close, and a second close is nothing`, async () => {
    const net = network({ only });
    const socket = await opened();
    socket.close();
    socket.close(1000, "again");
    net.server.session.send("too late");
    await clock.advance(3000);
    assert.deepEqual(socket.heard, ["close 1005  true"]);
  });

  test(`${only}: the server's end is told, if nobody comes back after it`, async () => {
    for (const code of [1000, 1003, 1008, 4005, 4006, 4321, 4401, 4404, 4503]) {
      const net = network({ only });
      const socket = await opened();
      net.server.session.close(code, "enough");
      await clock.advance(100_000);
      assert.deepEqual(socket.heard, [`close ${code} enough true`]);
      assert.equal(net.server.sessions.length, 1);
    }
  });

  test(`${only}: after all other ends of a session a new one is opened`, async () => {
    for (const code of [1001, 1011, 1012, 1013, 4002, 4004, 4408, 4425, 4429]) {
      const net = network({ only });
      const socket = await opened();
      net.server.session.close(code, "for now", 1234);
      await clock.advance(1000);
      assert.equal(net.server.sessions.length, 1, "it waits as it was told to");
      await clock.advance(20_000);
      assert.equal(net.server.sessions.length, 2);
      assert.equal(socket.readyState, 1);
    }
  });
}

test("a close before it is open is an error, and a close that is not clean", async () => {
  network();
  const socket = listening();
  socket.close();
  assert.equal(socket.readyState, 2);
  assert.deepEqual(socket.heard, [], "not at once");
  await clock.advance(100);
  assert.deepEqual(socket.heard, ["error", "close 1006  false"]);
  await clock.advance(100_000);
  assert.equal(socket.readyState, 3);
});

test("what no page may close with is refused", async () => {
  network();
  const socket = await opened();
  for (const code of [0, 999, 1001, 1005, 2999, 5000])
    assert.throws(() => socket.close(code), { name: "InvalidAccessError" });
  assert.throws(() => socket.close(1000, "ä".repeat(62)), { name: "SyntaxError" });
  assert.equal(socket.readyState, 1);
  socket.close(1000, "ä".repeat(61));
});

test("a close that cannot be delivered is not clean", async () => {
  const net = network();
  const socket = await opened();
  socket.send("never");
  net.down = true;
  net.cut();
  socket.close();
  await clock.advance(31_000);
  assert.deepEqual(socket.heard.slice(-2), ["error", "close 1006  false"]);
});

test("a close whose answer was lost is clean: the session is gone, and had everything", async () => {
  const net = network({ only: "sse" });
  const socket = await opened();
  socket.close();
  net.cutAt = net.frames + 2;
  await clock.advance(20_000);
  assert.deepEqual(socket.heard.slice(-1), ["close 1005  true"]);
});

test("a page that goes ends its session by a last request; one that is kept for later does not", async () => {
  const net = network({ only: "poll" });
  await opened();
  happens("pagehide", { persisted: true });
  await clock.settle();
  assert.ok(!net.server.session.over);
  happens("pagehide", { persisted: false });
  await clock.settle();
  assert.deepEqual(net.server.session.left, { code: 1001, reason: "" });
});
