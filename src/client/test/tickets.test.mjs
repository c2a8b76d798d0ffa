/** A page that gets tickets: each link is opened with one of its own, and what a ticket is not for is sent without. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, listening, network, opened, TRANSPORTS } from "./kit/browser.mjs";
import { Group } from "./kit/groups.mjs";
import { Sessions } from "./kit/sessions.mjs";

const GROUP = "/app/groups/user.~";
const text = (text) => ({ type: "text/plain", text });

/** Has a server let in whoever shows a ticket that nobody has shown, and notes what was shown. */
function ticketed(server, needs) {
  const shown = [];
  const takes = (url, what) => {
    const ticket = new URL(url, "http://server.example").searchParams.get("ticket");
    if (ticket !== null) assert.ok(!shown.includes(ticket), `${ticket} was shown twice`);
    if (ticket !== null) shown.push(ticket);
    else if (needs(what)) assert.fail(`${what} without a ticket`);
  };
  const { socket, request } = server;
  server.socket = function (opening) {
    takes(opening.url, "websocket");
    return socket.call(this, opening);
  };
  server.request = function (url, init) {
    takes(url, `${init.method} ${init.headers.get("Fanfare-Session") ?? ""}`.trim());
    return request.call(this, url, init);
  };
  return shown;
}

for (const only of TRANSPORTS) {
  test(`${only}: each link to a group is opened with a ticket of its own`, async () => {
    const net = network({ only, server: new Group() });
    const shown = ticketed(net.server, (what) => !what.startsWith("POST"));
    let issued = 0;
    const socket = await opened(GROUP, [], { getTicket: async () => `t${++issued}` });
    net.server.publish(text("one"));
    await clock.advance(1000);
    net.cut();
    await clock.advance(5000);
    net.server.publish(text("two"));
    await clock.advance(1000);
    assert.deepEqual(socket.messages, ["one", "two"]);
    assert.ok(shown.length >= 2);
    assert.deepEqual(shown, [...new Set(shown)]);
  });

  test(`${only}: a session is opened with a ticket, and goes on by its id`, async () => {
    const net = network({ only, server: new Sessions() });
    const shown = ticketed(net.server, (what) => what === "websocket" || what === "POST new");
    let issued = 0;
    await opened("/app/chat/lobby", [], { getTicket: () => `t${++issued}` });
    await clock.advance(60_000);
    net.cut();
    await clock.advance(5000);
    assert.equal(net.server.sessions.length, 1);
    assert.equal(shown.length, only === "websocket" ? 2 : 1);
  });
}

test("a ticket that cannot be got is an attempt that failed", async () => {
  const net = network({ only: "sse", server: new Group() });
  const shown = ticketed(net.server, () => true);
  let asked = 0;
  const socket = listening(GROUP, [], {
    getTicket: () => (++asked < 3 ? Promise.reject(new Error("the back end is away")) : "late"),
  });
  await clock.advance(10_000);
  assert.equal(socket.readyState, 1);
  assert.deepEqual(shown, ["late"]);
});

test("when a login has expired, or a back end has disconnected the user, another ticket is asked for", async () => {
  for (const [code, reason] of [
    [4004, "expired"],
    [4005, "disconnected"],
  ]) {
    const net = network({ only: "websocket", server: new Group() });
    const shown = ticketed(net.server, () => true);
    const socket = await opened(GROUP, [], { transport: "websocket", getTicket: () => `t${shown.length}` });
    [...net.sockets][0].end(code, reason);
    await clock.advance(5000);
    net.server.publish(text("again"));
    await clock.advance(100);
    assert.deepEqual(socket.messages, ["again"], reason);
    assert.deepEqual(shown, ["t0", "t1"], reason);
  }
});
