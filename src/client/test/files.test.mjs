/** The built files: the classic script, and what the module exports. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url), "utf8");

test("the classic script sets one global, and needs no document, as in a worker", () => {
  const scope = { EventTarget, URL, navigator: { userAgent: "a worker" }, queueMicrotask: () => {} };
  const before = Object.keys(scope);
  const { Fanfare } = vm.runInNewContext(`${source("fanfare.js")}; globalThis`, scope);
  assert.deepEqual(
    Object.keys(scope).filter((each) => !before.includes(each)),
    ["Fanfare"],
  );
  assert.deepEqual(Object.keys(Fanfare).sort(), [
    "CLOSED",
    "CLOSING",
    "CONNECTING",
    "OPEN",
    "publish",
    "subscribe",
    "transports",
  ]);
  assert.deepEqual([...Fanfare.transports], ["websocket", "sse", "poll"]);
  assert.equal(new Fanfare("wss://server.example/chat").url, "wss://server.example/chat");
  assert.equal(Fanfare.subscribe("https://server.example/groups/demo.board").state, "connecting");
});

test("in a worker an address without a host is resolved against that of the script", () => {
  const location = new URL("https://server.example/app/worker.js");
  const scope = { EventTarget, URL, location, navigator: { userAgent: "a worker" }, queueMicrotask: () => {} };
  const { Fanfare } = vm.runInNewContext(`${source("fanfare.js")}; globalThis`, scope);
  assert.equal(new Fanfare("chat/lobby").url, "wss://server.example/app/chat/lobby");
});

test("both files are of one line and ES2020, and name their maps", () => {
  for (const name of ["fanfare.js", "fanfare.mjs"]) {
    assert.match(source(name), new RegExp(`\n//# sourceMappingURL=${name}\\.map\n$`));
    assert.doesNotMatch(source(name), /\?\?=|\|\|=|&&=|#[a-z]+\s*[=(;]/, "what ES2020 has not");
  }
});
