/** send, bufferedAmount and binaryType, over each transport. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";

for (const only of TRANSPORTS) {
  test(`${only}: texts, bytes of every kind and Blobs arrive in the order in which they were sent`, async () => {
    const net = network({ only });
    const socket = await opened();
    const bytes = new Uint8Array([9, 1, 2, 3, 9]);
    socket.send("one");
    socket.send(new Blob(["two"]));
    socket.send(bytes.buffer);
    socket.send(bytes.subarray(1, 4));
    socket.send(new DataView(bytes.buffer, 1, 2));
    bytes.fill(0);
    socket.send(new Blob([]));
    socket.send("half \ud83d of a pair \ud83c\udfba");
    socket.send(17);
    assert.equal(socket.bufferedAmount, 3 + 3 + 5 + 3 + 2 + 0 + 23 + 2);
    await clock.advance(3000);
    assert.deepEqual(
      net.server.session.inbox.map((each) => (typeof each === "string" ? each : [...each])),
      ["one", [116, 119, 111], [9, 1, 2, 3, 9], [1, 2, 3], [1, 2], [], "half \ufffd of a pair \ud83c\udfba", "17"],
    );
    assert.equal(socket.bufferedAmount, 0);
  });

  test(`${only}: a hundred messages in one task keep their order and the window`, async () => {
    const net = network({ only });
    const socket = await opened();
    const numbers = Array.from({ length: 100 }, (_, n) => String(n));
    numbers.forEach((each) => socket.send(each));
    await clock.advance(3000);
    assert.deepEqual(net.server.session.inbox, numbers);
    assert.equal(socket.bufferedAmount, 0);
  });

  test(`${only}: a message longer than a frame of several goes by itself`, async () => {
    const net = network({ only });
    const socket = await opened();
    const long = "x".repeat(60_000);
    ["a", long, "b", "c"].forEach((each) => socket.send(each));
    await clock.advance(3000);
    assert.deepEqual(net.server.session.inbox, ["a", long, "b", "c"]);
  });

  test(`${only}: bufferedAmount rises in send, and falls only by acknowledgement`, async () => {
    const net = network({ only });
    const socket = await opened();
    net.down = true;
    net.cut();
    await clock.settle();
    socket.send("hello");
    socket.send("ä");
    assert.equal(socket.bufferedAmount, 7);
    await clock.advance(20_000);
    assert.equal(socket.bufferedAmount, 7);
    net.down = false;
    await clock.advance(30_000);
    assert.equal(socket.bufferedAmount, 0);
    assert.deepEqual(net.server.session.inbox, ["hello", "ä"]);
  });

  test(`${only}: what comes as bytes is what binaryType says at that time`, async () => {
    const net = network({ only });
    const socket = await opened();
    socket.binaryType = "nonsense";
    assert.equal(socket.binaryType, "arraybuffer");
    net.server.session.send(new Uint8Array([0, 255]));
    await clock.advance(2000);
    socket.binaryType = "blob";
    net.server.session.send(new Uint8Array([1]));
    await clock.advance(2000);
    const [first, second] = socket.messages;
    assert.deepEqual([...new Uint8Array(first)], [0, 255]);
    assert.ok(first instanceof ArrayBuffer && second instanceof Blob);
    assert.deepEqual([...new Uint8Array(await second.arrayBuffer())], [1]);
  });

  test(`${only}: what is relayed is given as it was published, and a gap in its place`, async () => {
    const net = network({ only });
    const socket = await opened();
    const { session } = net.server;
    session.publish('{"a":1}');
    await clock.advance(2000);
    session.gap({ group: "g", first: 2, last: 4, reason: "overflow" });
    await clock.advance(2000);
    session.publish("[2]");
    await clock.advance(2000);
    assert.deepEqual(socket.heard, ['{"a":1}', 'gap {"group":"g","first":2,"last":4,"reason":"overflow"}', "[2]"]);
  });

  test(`${only}: what the page was given is acknowledged, within a second or so`, async () => {
    const net = network({ only });
    await opened();
    net.server.session.send("one");
    await clock.advance(1500);
    assert.equal(net.server.session.out.length, 0);
  });

  test(`${only}: beyond maxBuffered it is closed as a WebSocket that cannot buffer`, async () => {
    const net = network({ only });
    const socket = await opened("/chat", [], { maxBuffered: 10 });
    socket.send("12345678");
    socket.send("901");
    assert.equal(socket.bufferedAmount, 11);
    await clock.advance(1000);
    assert.deepEqual(socket.heard, ["error", "close 1006  false"]);
    assert.ok(net.server.session.over, "its session is ended");
  });
}

test("send is an InvalidStateError before it is open", () => {
  network();
  assert.throws(() => listening().send("early"), { name: "InvalidStateError" });
});

test("what is sent while closing or afterwards is dropped, and counts", async () => {
  const net = network();
  const socket = await opened();
  socket.close();
  socket.send("late");
  assert.equal(socket.bufferedAmount, 4);
  await clock.advance(1000);
  socket.send(new Blob(["later"]));
  assert.equal(socket.bufferedAmount, 9);
  assert.deepEqual(net.server.session.inbox, []);
});

test("requests whose messages find no room are repeated until they do", async () => {
  const net = network({ only: "poll" });
  net.server.narrow = true;
  const socket = await opened();
  ["a", "b", "c"].forEach((each) => socket.send(each));
  await clock.advance(2000);
  assert.deepEqual(net.server.session.inbox, ["a", "b", "c"]);
});

test("sixteen messages are acknowledged without waiting", async () => {
  const net = network({ only: "sse" });
  await opened();
  for (let n = 0; n < 16; n++) net.server.session.send(`${n}`);
  await clock.settle();
  assert.equal(net.server.session.out.length, 0);
});

test("keepLogin sends a HEAD when the page sends, and not again within five minutes", async () => {
  const net = network();
  const socket = await opened("/chat", [], { keepLogin: true });
  socket.send("a");
  socket.send("b");
  await clock.advance(4 * 60_000);
  assert.equal(net.server.heads, 1);
  await clock.advance(2 * 60_000);
  socket.send("c");
  await clock.settle();
  assert.equal(net.server.heads, 2);
});

test("sse: an acknowledgement that does not get through is sent again, though the page sends nothing", async () => {
  const net = network({ only: "sse" });
  const socket = await opened();
  net.blocked.add("request");
  net.server.session.send("one");
  await clock.advance(5000);
  assert.equal(net.server.session.out.length, 1);
  net.blocked.delete("request");
  await clock.advance(10_000);
  assert.equal(net.server.session.out.length, 0);
  assert.deepEqual(socket.heard, ["one"], "the stream lived on");
});
