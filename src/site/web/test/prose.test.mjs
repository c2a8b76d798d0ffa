/** The rules of the prose are red on sentences that readers found hard, and on nothing that is plain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { faults } from "../lint/prose.mjs";

const hard = {
  "a passage through a proxy":
    "Fanfare works with the server itself, and not through the proxy in front of it: this page goes from what one sees to the line to change.",
  "a header of Liberty":
    "One after which Liberty closes, as it does when it has refused a body that it did not read, does not say so, and the next request of a client that keeps its connections comes too late: the JDK's fails with an `IOException`, and sends only a `GET` again by itself.",
  "how long-poll was measured":
    "Long-poll took 7.2 µs on Payara Micro, 7.7 on WildFly and 7.0 on Open Liberty, with ten messages in an answer, a larger young generation (below), and time for the JVM to compile it: a minute at first, and ten seconds after the connections of each run were opened, since what it compiled for those that stay it takes back in part when all of them are closed.",
  "what is not compressed":
    "What is smaller than 64 bytes, or would not become smaller, is sent as it is, and so are the frames of `fanfare` that are for one connection alone.",
  "what compression shows":
    "Compression shows, by the length of what is sent, how much of it is alike: who can publish to a group and watch its encrypted connections may find out by trying what else is in the same frame.",
  "a node that failed":
    "The one that failed is not used again before the other fails: start it, and when all is quiet restart the other, which sends everybody back.",
  "how the table is made":
    "For each law the number of tests that passed, made of their reports by `src/test/matrix.sh`; – where a law has no test of its own on that transport, ✗ where one of them shows that it does not hold.",
  "what a cross means":
    "Open Liberty gathers a WebSocket frame of any announced size in the heap before it asks for a bound; only heartbeats end that. With `fanfare.websocket = direct` it does not.",
  "a key and a user":
    "A request that shows neither where one is asked for is answered with 401, any other that is not allowed with 403.",
  "a proxy that is trusted": "A trusted proxy must set or remove all of them itself, for whatever it passes on a client can forge.",
  "who waits": "Who waits is told a gap if its groups' logs move on meanwhile, as any slow reader.",
  "by turns": "Both servers were measured by turns.",
};

for (const [name, sentence] of Object.entries(hard)) {
  test(`red: ${name}`, async () => assert.notDeepEqual(await faults(sentence), []));
}

const plain = [
  "A group is a log, and a subscriber is a cursor in it. The server keeps no queue for each subscriber.",
  "What is a gap? It names the missing offsets.",
  "Send the key in a header. It is never in a URL.",
  "- a client that can only poll\n- a page of another site",
  "| what | who |\n|---|---|\n| a key | whoever shows it |\n",
  "# What Fanfare is, and what it is not\n",
  "    curl -d what is this, who knows by turns\n",
];

for (const text of plain) {
  test(`nothing to say: ${text.slice(0, 40).trim()}`, async () => assert.deepEqual(await faults(text), []));
}

test("a sentence of thirty words passes, and one of thirty-one does not", async () => {
  const thirty = `${"word ".repeat(29)}end.`;

  assert.deepEqual(await faults(thirty), []);
  assert.equal((await faults(`One ${thirty}`))[0].rule, "long-sentence");
});

test("a fault in a cell of a table has its line", async () => {
  const found = await faults("| a | b |\n|---|---|\n| one | measured by turns |\n");

  assert.deepEqual(found.map(({ line, rule }) => [line, rule]), [[3, "phrase"]]);
});
