/** FanfarePoll: laws 1, 2 and 4 for clients that have nothing but XMLHttpRequest. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { parse } from "acorn";
import { clock } from "./kit/browser.mjs";
import { Group } from "./kit/groups.mjs";

const SOURCE = readFileSync(new URL("../dist/fanfare-poll.js", import.meta.url), "utf8");
const URL_OF_IT = "http://server.example/app/groups/demo.board";
const text = (text) => ({ type: "text/plain", text });

/** A page of an old browser: ES5, timers, and XMLHttpRequest to a made-up server. */
function page(server = new Group()) {
  clock.reset();
  const made = { server, asked: [], down: false, cutAt: 0, crossed: 0, held: new Set(), listeners: {}, uncaught: [] };
  class XMLHttpRequest {
    status = 0;
    responseText = "";
    #headers = {};
    #answer = new Headers();

    open(method, url) {
      Object.assign(this, { method, url });
    }
    setRequestHeader(name, value) {
      this.#headers[name] = value;
    }
    getResponseHeader(name) {
      return this.#answer.get(name);
    }
    async send(body) {
      const lost = () => ++made.crossed === made.cutAt;
      made.asked.push(`${this.method} ${this.url.slice(URL_OF_IT.length)}`);
      let fails;
      const cut = new Promise((_, fail) => (fails = fail));
      made.held.add(fails);
      const timer = setTimeout(() => this.#over("ontimeout"), this.timeout);
      try {
        if (made.down || lost()) throw new TypeError("no network");
        const answer = made.server.request(new URL(this.url), {
          method: this.method,
          headers: new Headers(this.#headers),
          body,
          kind: "poll",
        });
        const { status = 200, body: given = "", problem, headers = {} } = await Promise.race([answer, cut]);
        if (lost()) throw new TypeError("the answer was lost");
        this.status = status;
        this.responseText = problem ? JSON.stringify(problem) : given;
        this.#answer = new Headers({
          "Content-Type": problem ? "application/problem+json" : "application/json",
          ...headers,
        });
        this.#over("onload");
      } catch (broken) {
        this.#over("onerror");
      } finally {
        made.held.delete(fails);
        clearTimeout(timer);
      }
    }
    abort() {
      this.#over("onabort");
    }
    #over(how) {
      if (this.done) return;
      this.done = true;
      this[how]?.();
    }
  }
  const report = (task) => () => {
    try {
      task();
    } catch (error) {
      made.uncaught.push(error.message);
    }
  };
  const scope = {
    XMLHttpRequest,
    setTimeout: (task, ms) => setTimeout(report(task), ms),
    clearTimeout: (timer) => clearTimeout(timer),
    addEventListener: (type, listener) => (made.listeners[type] = listener),
    removeEventListener: (type) => delete made.listeners[type],
  };
  for (const later of ["Promise", "Map", "Set", "Symbol", "Proxy", "WeakMap"]) scope[later] = undefined;
  scope.self = scope;
  vm.runInNewContext(SOURCE, scope);
  made.FanfarePoll = scope.FanfarePoll;
  made.cut = () => made.held.forEach((fails) => fails(new TypeError("cut")));
  return made;
}

/** A subscription that writes down all that it is told. */
function reading(made, options = {}) {
  const heard = [];
  const subscription = made.FanfarePoll.subscribe(URL_OF_IT, {
    ...options,
    onMessage: (message) => heard.push(message),
    onGap: (gap) => heard.push(`gap ${gap.first}-${gap.last}`),
    onState: (state, error) => heard.push(`(${state}${error ? ": " + error.message : ""})`),
  });
  return Object.assign(subscription, { heard });
}

test("it is ES5 as it is served", () => {
  parse(SOURCE, { ecmaVersion: 5 });
  assert.throws(() => parse("() => 1", { ecmaVersion: 5 }));
});

test("the first answer comes at once, and what follows as it is published", async () => {
  const made = page();
  made.server.publish(text("early"));
  const sub = reading(made);
  await clock.advance(100);
  made.server.publish(text("one"));
  made.server.publish(text("two"));
  await clock.advance(1000);
  assert.deepEqual(sub.heard, ["(open)", "one", "two"]);
  assert.deepEqual(made.asked.slice(0, 2), ["GET ?wait=0", "GET ?wait=20&after=1"]);
  assert.equal(sub.cursor, "3");
});

test("where it begins is said, and a query of the address stays", async () => {
  const made = page();
  for (const each of ["a", "b", "c"]) made.server.publish(text(each));
  const last = reading(made, { last: 2 });
  const after = reading(made, { after: "1" });
  made.FanfarePoll.subscribe(`${URL_OF_IT}?x=1`, {});
  await clock.advance(100);
  assert.deepEqual(last.heard, ["(open)", "b", "c"]);
  assert.deepEqual(after.heard, ["(open)", "b", "c"]);
  assert.ok(made.asked.includes("GET ?x=1&wait=0"));
});

test("nothing is lost, nothing comes twice, whichever of fifty requests and answers is lost", async () => {
  for (let cutAt = 1; cutAt <= 50; cutAt++) {
    const made = page();
    made.cutAt = cutAt;
    const sub = reading(made, { after: "start" });
    const numbers = Array.from({ length: 30 }, (_, n) => `${n}`);
    let answered = 0;
    for (const each of numbers) {
      sub.publish(each, { key: `k${each}` }, (error) => assert.ifError(error) || answered++);
      await clock.advance(300);
    }
    await clock.advance(60_000);
    assert.equal(answered, 30, `cut at ${cutAt}`);
    const messages = sub.heard.filter((each) => !each.startsWith("("));
    assert.deepEqual([...messages].sort(), [...numbers].sort(), `cut at ${cutAt}`);
    assert.deepEqual(messages, made.server.log.map((each) => each.text), `cut at ${cutAt}`);
    sub.close();
  }
});

test("strings are text, bytes bytes, and all else JSON; without a key a break is an error", async () => {
  const made = page();
  const answers = [];
  const done = (error, receipt) => answers.push(error ? error.message : receipt.cursor);
  made.FanfarePoll.publish(URL_OF_IT, "text", null, done);
  made.FanfarePoll.publish(URL_OF_IT, { a: 1 }, {}, done);
  made.FanfarePoll.publish(URL_OF_IT, new Uint8Array([1, 2]), {}, done);
  made.FanfarePoll.publish(URL_OF_IT, "<svg/>", { type: "image/svg+xml" }, done);
  await clock.advance(100);
  assert.deepEqual(
    made.server.log.map(({ type, text, base64 }) => [type, text ?? base64]),
    [
      ["text/plain", "text"],
      ["application/json", '{"a":1}'],
      ["application/octet-stream", "AQI="],
      ["image/svg+xml", "<svg/>"],
    ],
  );
  made.down = true;
  made.FanfarePoll.publish(URL_OF_IT, "lost", {}, done);
  await clock.advance(100);
  assert.deepEqual(answers, ["1", "2", "3", "4", "the server cannot be reached"]);
});

test("a refusal is told in the server's words, and ends it; what will pass is tried again", async () => {
  const made = page();
  const answers = [
    { status: 503, problem: { type: "urn:fanfare:stopping", detail: "soon" }, headers: { "Retry-After": "3" } },
    { status: 404, body: "a server that starts" },
    { status: 401, problem: { type: "urn:fanfare:invalid-login", detail: "log in again" } },
    { status: 403, problem: { type: "urn:fanfare:refused", detail: "not for you" } },
  ];
  made.server.request = async () => answers.shift();
  const sub = reading(made);
  await clock.advance(2900);
  assert.deepEqual(sub.heard, ["(waiting: soon)"]);
  await clock.advance(60_000);
  assert.deepEqual(sub.heard.slice(1), [
    "(waiting: answered with 404)",
    "(waiting: log in again)",
    "(refused: not for you)",
  ]);
  assert.equal(made.asked.length, 4);
});

test("gaps are told before what follows them, and a server that stops is asked again when it says", async () => {
  const made = page();
  const answers = [
    { body: '{"cursor":"1","gaps":[],"publications":[]}' },
    { body: '{"cursor":"9","gaps":[{"first":2,"last":8}],"publications":[{"json":{"a":1}},{"base64":"AQI="}],"retry":5000}' },
  ];
  made.server.request = () => (answers.length ? Promise.resolve(answers.shift()) : new Promise(() => {}));
  const sub = reading(made, { json: true });
  await clock.advance(4900);
  assert.deepEqual(sub.heard.slice(1, 2), ["gap 2-8"]);
  assert.deepEqual({ ...sub.heard[2] }, { a: 1 });
  assert.equal(sub.heard[3], "AQI=");
  assert.equal(made.asked.length, 2);
  await clock.advance(200);
  assert.equal(made.asked.length, 3);
});

test("a poll that is never answered is given up, and when the network is back, it is looked at at once", async () => {
  const made = page();
  const answers = made.server.request;
  const sub = reading(made);
  await clock.advance(100);
  made.server.request = () => new Promise(() => {});
  made.cut();
  await clock.advance(40_000);
  assert.equal(sub.state, "waiting");
  made.server.request = answers;
  made.server.publish(text("meanwhile"));
  made.listeners.online();
  await clock.advance(100);
  assert.equal(sub.heard.at(-1), "meanwhile");
});

test("after close nothing is called any more, and nothing is asked", async () => {
  const made = page();
  const sub = reading(made);
  await clock.advance(100);
  sub.close();
  made.server.publish(text("late"));
  await clock.advance(60_000);
  sub.close();
  assert.deepEqual(sub.heard, ["(open)", "(closed)"]);
  assert.equal(made.asked.length, 2);
  assert.deepEqual(made.listeners, {});
});

test("what a page throws is reported, and stops nothing", async () => {
  const made = page();
  const heard = [];
  made.FanfarePoll.subscribe(URL_OF_IT, {
    after: "start",
    onMessage: (message) => {
      heard.push(message);
      throw new Error("of the page");
    },
  });
  made.server.publish(text("one"));
  made.server.publish(text("two"));
  await clock.advance(1000);
  assert.deepEqual(heard, ["one", "two"]);
  assert.deepEqual(made.uncaught, ["of the page", "of the page"]);
});
