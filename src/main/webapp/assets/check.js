/* Tries the path from this browser to the server, and says what to change where it fails. */
const PATIENCE = 4000; // milliseconds in which a message must arrive
const LATE = 1000; // later than this, something holds it back
const silence = Math.min(120, Number(new URLSearchParams(location.search).get("silence")) || 120);
const base = new URL("../", import.meta.url); // the context: of the WAR, or of the application that has Fanfare in it

const ADVICE = {
  websocket: {
    httpd: "ProxyPass /fanfare http://127.0.0.1:8080/fanfare upgrade=websocket   (mod_proxy_http, httpd 2.4.47 or newer)",
    nginx: 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";',
  },
  buffered: {
    httpd: "flushpackets=on in the ProxyPass line, and no DEFLATE or BROTLI filter for text/event-stream",
    nginx: "proxy_buffering off; gzip off;",
  },
  compressed: {
    httpd: "SetEnvIf Accept text/event-stream no-gzip no-brotli",
    nginx: "gzip off;   or leave text/event-stream out of gzip_types",
  },
  origin: {
    fanfare: 'trusted-proxies = ["127.0.0.1"], or the address of the proxy in front',
    httpd: "ProxyPreserveHost On, and behind TLS RequestHeader set X-Forwarded-Proto https",
    nginx: "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;",
  },
  methods: {
    httpd: "no <Limit> and no rule that refuses POST below /fanfare/groups/",
    nginx: "no limit_except, and a client_max_body_size above the largest message",
  },
  poll: {
    httpd: "timeout=90 in the ProxyPass line",
    nginx: "proxy_read_timeout 90s;",
  },
  silence: {
    httpd: "timeout=90 in the ProxyPass line, and RequestReadTimeout body=0 for streamed bodies",
    nginx: "proxy_read_timeout 90s; proxy_send_timeout 90s;",
  },
};

/* ------------------------------------------------------------------ what is shown */

function add(list, id, name) {
  const item = document.createElement("li");
  item.dataset.state = "running";
  item.id = id;
  const title = document.createElement("b");
  title.textContent = name;
  const words = document.createElement("span");
  words.textContent = "trying…";
  item.append(title, " ", words);
  document.querySelector(list).append(item);
  return item;
}

function settle(item, state, words, advice) {
  item.dataset.state = state;
  item.querySelector("span").textContent = words;
  if (!advice) return;
  const lines = document.createElement("dl");
  for (const [where, label] of [["fanfare", "Fanfare"], ["httpd", "httpd"], ["nginx", "nginx"]]) {
    if (!advice[where]) continue;
    const dt = document.createElement("dt");
    dt.textContent = label;
    const dd = document.createElement("dd");
    const code = document.createElement("code");
    code.textContent = advice[where];
    dd.append(code);
    lines.append(dt, dd);
  }
  item.append(lines);
}

const seconds = (ms) => (ms < 9950 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000))) + " s";
const millis = (ms) => `${Math.max(1, Math.round(ms))} ms`;

/* ------------------------------------------------------------------ groups to try with */

let number = 0;
const mine = crypto.randomUUID ? crypto.randomUUID() : Math.random().toString(16).slice(2) + Date.now().toString(16);

function group(prefix) {
  return new URL(`groups/${prefix}${mine}.${++number}`, base);
}

const socketOf = (url) => url.href.replace(/^http/, "ws");

function within(time, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(what)), time);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function publish(url, text) {
  const answer = await fetch(url, { method: "POST", body: text, headers: { "Content-Type": "text/plain" } });
  if (answer.status === 202) return;
  const problem = await answer.json().catch(() => ({}));
  const failure = new Error(`the publish was answered ${answer.status}${problem.detail ? `: ${problem.detail}` : ""}`);
  failure.advice = problem.type === "urn:fanfare:foreign-origin" ? ADVICE.origin : ADVICE.methods;
  throw failure;
}

/* ------------------------------------------------------------------ what is tried */

async function tryPublish(url, item) {
  const begin = performance.now();
  try {
    await within(PATIENCE, publish(url, "hello"), "no answer came");
    settle(item, "good", `answered in ${millis(performance.now() - begin)}`);
  } catch (failure) {
    settle(item, "bad", failure.message, failure.advice ?? ADVICE.methods);
  }
}

async function trySocket(url, item) {
  let socket;
  try {
    socket = new WebSocket(socketOf(url));
    const arrived = new Promise((resolve, reject) => {
      socket.onmessage = resolve;
      socket.onclose = (e) => reject(new Error(`it was closed with ${e.code}${e.reason && `, ${e.reason}`}`));
    });
    arrived.catch(() => {});
    await within(PATIENCE, Promise.race([new Promise((resolve) => (socket.onopen = resolve)), arrived]), "it did not open");
    const begin = performance.now();
    await publish(url, "hello");
    await within(PATIENCE, arrived, "it opened, but the message did not arrive");
    settle(item, "good", `a message arrived in ${millis(performance.now() - begin)}`);
  } catch (failure) {
    settle(item, "bad", failure.message, failure.advice ?? ADVICE.websocket);
  } finally {
    socket?.close();
  }
}

async function tryStream(url, item) {
  const stop = new AbortController();
  try {
    const opening = fetch(url, { headers: { Accept: "text/event-stream" }, signal: stop.signal });
    const answer = await within(PATIENCE, opening, "no header came: the response is held back");
    if (answer.status !== 200) throw new Error(`it was answered ${answer.status}`);
    const coding = answer.headers.get("Content-Encoding");
    const reader = answer.body.getReader();
    const first = reader.read();
    first.catch(() => {});
    await within(PATIENCE, first, "its beginning did not arrive: the response is buffered");
    const begin = performance.now();
    const arrived = untilData(reader);
    arrived.catch(() => {});
    await publish(url, "hello");
    await within(PATIENCE, arrived, "it began, but the message did not arrive: the response is buffered");
    const time = performance.now() - begin;
    if (coding && coding !== "identity") {
      settle(item, "poor", `a message arrived in ${millis(time)}, but the stream is compressed (${coding})`, ADVICE.compressed);
    } else if (time > LATE) {
      settle(item, "poor", `a message arrived only after ${seconds(time)}: the response is buffered`, ADVICE.buffered);
    } else {
      settle(item, "good", `not buffered: a message arrived in ${millis(time)}`);
    }
  } catch (failure) {
    settle(item, "bad", failure.message, failure.advice ?? ADVICE.buffered);
  } finally {
    stop.abort();
  }
}

async function untilData(reader) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error("the stream ended");
    text += decoder.decode(value, { stream: true });
    if (/^data: hello$/m.test(text)) return;
  }
}

async function tryPoll(url, item) {
  const stop = new AbortController();
  try {
    const { cursor } = await (await fetch(`${url}?wait=0`, { headers: { Accept: "application/json" } })).json();
    const waiting = fetch(`${url}?wait=10&after=${cursor}`, { headers: { Accept: "application/json" }, signal: stop.signal });
    waiting.catch(() => {});
    const begin = performance.now();
    await publish(url, "hello");
    const answer = await within(PATIENCE, waiting, "the waiting request was not answered");
    const { publications } = await answer.json();
    if (publications.length !== 1) throw new Error("the answer lacks the message");
    settle(item, "good", `answered in ${millis(performance.now() - begin)}`);
  } catch (failure) {
    settle(item, "bad", failure.message, failure.advice ?? ADVICE.poll);
  } finally {
    stop.abort();
  }
}

/* ------------------------------------------------------------------ silence */

const silent = {
  websocket: (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(socketOf(url));
      socket.onclose = (e) => resolve(e.code === 1000);
    }),
  sse: async (url) => {
    const answer = await fetch(url, { headers: { Accept: "text/event-stream" } });
    const reader = answer.body.getReader();
    for (let { done } = await reader.read(); !done; { done } = await reader.read());
    return true;
  },
  poll: async (url) => {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.status === 200;
  },
};

async function trySilence(transport, url, item, heartbeat) {
  const begin = performance.now();
  let whole = false;
  try {
    whole = await silent[transport](url);
  } catch {
    /* cut: the time tells */
  }
  let lived = (performance.now() - begin) / 1000;
  if (lived > silence + 1.5) {
    lived -= silence; // a browser asks a waiting request again that was cut, without telling
    whole = false;
  }
  if (whole && lived >= silence - 0.5) {
    settle(item, "good", `lived for the whole ${silence} s`);
  } else if (lived > heartbeat * 1.2) {
    settle(item, "good", `cut after ${seconds(lived * 1000)} of silence; the heartbeat of ${heartbeat} s keeps it alive`);
  } else {
    const half = Math.max(1, Math.floor(lived / 2));
    settle(item, "bad", `cut after ${seconds(lived * 1000)} of silence, sooner than the heartbeat of ${heartbeat} s`, {
      fanfare: `heartbeat = ${half}s`,
      ...ADVICE.silence,
    });
  }
}

/* ------------------------------------------------------------------ what the server sees */

function fact(name, value) {
  const dt = document.createElement("dt");
  dt.textContent = name;
  const dd = document.createElement("dd");
  dd.textContent = value;
  document.querySelector("#facts").append(dt, dd);
}

function showSeen(seen) {
  fact("Server", seen.origin);
  fact("Client", seen.client);
  fact("Peer", `${seen.proxy.address}, ${seen.proxy.trusted ? "a trusted proxy" : "not among the trusted proxies"}`);
  fact("Headers of proxies", seen.proxy.headers.join(", ") || "none");
  fact("Heartbeat", `${seen.heartbeat} s`);
  const hop = performance.getEntriesByType("navigation")[0]?.nextHopProtocol;
  if (hop) fact("Protocol to this browser", hop);
  if (seen.findings.length === 0) {
    settle(add("#findings", "as-seen", "Address"), "good", "the server knows the address at which this page found it");
  }
  seen.findings.forEach((finding, i) => {
    settle(add("#findings", `finding-${i}`, "To change:"), "bad", finding.what, finding);
  });
}

/* ------------------------------------------------------------------ all of it */

function verdict() {
  const states = [...document.querySelectorAll(".tries li")].map((li) => li.dataset.state);
  const bad = states.filter((s) => s === "bad" || s === "poor").length;
  const heading = document.querySelector("#verdict");
  heading.dataset.verdict = bad ? "bad" : "good";
  heading.textContent = bad
    ? `${bad === 1 ? "One thing" : `${bad} things`} on the path should be changed`
    : "Everything gets through, and nothing is held back";
}

function showClosed(problem) {
  const heading = document.querySelector("#verdict");
  heading.dataset.verdict = "closed";
  heading.textContent = problem.detail.replace(/^./, (letter) => letter.toUpperCase());
  for (const section of document.querySelectorAll("main section")) section.remove();
}

async function main() {
  const answer = await fetch(`check?origin=${encodeURIComponent(location.origin)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    showClosed(await answer.json());
    return;
  }
  const seen = await answer.json();
  showSeen(seen);

  document.querySelector("#progress").max = silence;
  const begin = performance.now();
  const clock = setInterval(() => {
    document.querySelector("#progress").value = (performance.now() - begin) / 1000;
  }, 250);
  const idle = Object.entries({ websocket: "WebSocket", sse: "Server-Sent Events", poll: "Long-poll" }).map(([transport, name]) => {
    const url = `${group(seen.groups)}?wait=${silence}`;
    return trySilence(transport, new URL(url), add("#idle", `idle-${transport}`, name), seen.heartbeat);
  });

  await tryPublish(group(seen.groups), add("#tries", "publish", "Publish with POST"));
  await trySocket(group(seen.groups), add("#tries", "websocket", "WebSocket"));
  await tryStream(group(seen.groups), add("#tries", "sse", "Server-Sent Events"));
  await tryPoll(group(seen.groups), add("#tries", "poll", "Long-poll"));

  await Promise.all(idle);
  clearInterval(clock);
  document.querySelector("#progress").value = silence;
  document.querySelector("#hint").textContent = "Nothing was sent on three connections.";
  verdict();
}

main().catch((failure) => {
  const heading = document.querySelector("#verdict");
  heading.dataset.verdict = "bad";
  heading.textContent = `The check could not be made: ${failure.message}`;
});
