/** Rule P49 and the law of bufferedAmount: the link is cut at each of the first fifty frames, on each transport. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, listening, network, TRANSPORTS } from "./kit/browser.mjs";

const FRAMES = 50;
const MESSAGES = 60;

for (const transport of TRANSPORTS) {
  test(`${transport}: nothing is lost, nothing comes twice, whichever of ${FRAMES} frames is lost`, async () => {
    let crossed = 0;
    for (let cutAt = 1; cutAt <= FRAMES; cutAt++) {
      const net = network({ only: transport });
      crossed = Math.max(crossed, await conversation(net, cutAt));
    }
    assert.ok(crossed > FRAMES, `only ${crossed} frames crossed the network`);
  });

  test(`${transport}: nothing is lost, nothing comes twice, when every seventh frame is lost`, async () => {
    const net = network({ only: transport });
    net.cuts = () => ++net.frames > 10 && net.frames % 7 === 0;
    await conversation(net, 0);
  });
}

/** The page sends and hears, the consumer answers and publishes; returns how many frames there were. */
async function conversation(net, cutAt) {
  net.cutAt = cutAt;
  net.server.message = (session, message) => {
    session.send(`${message}`);
    session.publish(`{"n": ${session.publications.length + 1}.0}`);
  };
  const socket = listening();
  const where = `cut at ${cutAt}`;
  let sent = 0;
  while (socket.readyState === 0) await clock.advance(200);
  for (let n = 1; n <= MESSAGES; n++) {
    const before = socket.bufferedAmount;
    socket.send(`m${n}`);
    sent += `m${n}`.length;
    assert.equal(socket.bufferedAmount, before + `m${n}`.length, where);
    if (n % 5) await clock.advance(n % 3 ? 40 : 1200); // now and then two in one task
    const untaken = sent - net.server.session.inbox.reduce((sum, each) => sum + each.length, 0);
    assert.ok(socket.bufferedAmount >= untaken, `${where}: ${socket.bufferedAmount} of ${untaken}`);
  }
  await clock.advance(120_000);

  const numbers = Array.from({ length: MESSAGES }, (_, n) => n + 1);
  const { session } = net.server;
  assert.deepEqual(
    session.inbox,
    numbers.map((n) => `m${n}`),
    where,
  );
  assert.deepEqual(
    socket.messages.filter((each) => each[0] === "m"),
    numbers.map((n) => `m${n}`),
    where,
  );
  assert.deepEqual(
    socket.messages.filter((each) => each[0] === "{"),
    numbers.map((n) => `{"n":${n}}`),
    where,
  );
  assert.equal(socket.bufferedAmount, 0, where);
  assert.equal(socket.readyState, 1, where);
  assert.equal(socket.heard.filter((each) => each === "open").length, 1, where);
  assert.equal(session.out.length, 0, `${where}: all was acknowledged`);
  socket.close();
  await clock.advance(1000);
  assert.equal(socket.heard[socket.heard.length - 1], "close 1005  true", where);
  return net.frames;
}
