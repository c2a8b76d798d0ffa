/**
 * A made-up browser's network: WebSocket and fetch, with a server at the other end. Every frame that crosses it, in
 * either direction, is counted, and the link can be cut at any of them: the frame is lost, and so is what carried it.
 */
export class Network {
  /** Transports that do not get through: "websocket", "sse", "poll". */
  blocked = new Set();
  /** Streams that open and then show nothing. */
  buffered = false;
  /** Whether nothing at all gets through. */
  down = false;
  /** The number of the frame at which the link is cut; 0 for never. */
  cutAt = 0;
  frames = 0;
  /** What was asked for: "websocket PROTOCOLS", "GET sse", "GET poll", "POST BODY", "HEAD". */
  asked = [];
  sockets = new Set();
  streams = new Set();
  held = new Set();

  constructor(server) {
    this.server = server;
  }

  install() {
    const network = this;
    globalThis.WebSocket = class extends FakeSocket {
      constructor(url, protocols) {
        super(network, url, [].concat(protocols));
      }
    };
    globalThis.fetch = (url, init = {}) => this.#fetch(new URL(url), { method: "GET", ...init });
  }

  /** Whether the next frame is lost. */
  cuts() {
    return ++this.frames === this.cutAt;
  }

  /** Breaks all that is open. */
  cut() {
    for (const socket of this.sockets) socket.breaks();
    for (const stream of this.streams) stream.breaks();
    for (const poll of this.held) poll();
  }

  async #fetch(url, init) {
    const headers = new Headers(init.headers);
    const accept = headers.get("Accept");
    const kind = init.method !== "GET" ? "request" : accept === "text/event-stream" ? "sse" : "poll";
    this.asked.push(kind === "request" ? `${init.method} ${init.body ?? ""}`.trim() : `GET ${kind}`);
    await null;
    if (this.down || init.signal?.aborted) throw new TypeError("no network");
    if (this.blocked.has(kind)) return answerOf(url, { status: 502, body: "a proxy's word" });
    if (kind === "request" && init.body !== undefined && this.cuts()) throw new TypeError("cut");
    const given = await this.#answered(this.server.request(url, { ...init, headers, kind }), kind, init.signal);
    if (given.stream) return this.#streaming(url, given, init.signal);
    if (given.status < 300 && given.body && this.cuts()) throw new TypeError("cut");
    return answerOf(url, given);
  }

  /** Waits for an answer, which may be lost, and whoever asked may go away. */
  async #answered(answer, kind, signal) {
    let fails;
    const lost = new Promise((_, fail) => (fails = () => fail(new TypeError("cut"))));
    signal?.addEventListener("abort", fails);
    if (kind === "poll") this.held.add(fails);
    try {
      return await Promise.race([answer, lost]);
    } finally {
      signal?.removeEventListener("abort", fails);
      this.held.delete(fails);
    }
  }

  #streaming(url, { stream }, signal) {
    let wake = () => {};
    const waiting = [];
    let over;
    let gone = () => {};
    const put = (text) => {
      if (this.buffered || over) return;
      if (this.cuts()) return reader.breaks();
      waiting.push(new TextEncoder().encode(text));
      wake();
    };
    const reader = {
      breaks: () => {
        over ??= "broken";
        this.streams.delete(reader);
        gone();
        wake();
      },
      read: async () => {
        while (!waiting.length && !over) await new Promise((done) => (wake = done));
        if (waiting.length) return { value: waiting.shift(), done: false };
        if (over === "broken") throw new TypeError("the stream broke");
        return { done: true };
      },
    };
    this.streams.add(reader);
    signal?.addEventListener("abort", () => reader.breaks());
    gone = stream(put, () => {
      over ??= "ended";
      wake();
    });
    return {
      ok: true,
      status: 200,
      url: String(url),
      headers: new Headers({ "Content-Type": "text/event-stream" }),
      body: { getReader: () => reader },
    };
  }
}

function answerOf(url, { status = 200, body = "", headers = {}, problem }) {
  const text = problem ? JSON.stringify(problem) : body;
  const type = problem ? "application/problem+json" : "application/json";
  return {
    ok: status < 300,
    status,
    url: String(url),
    headers: new Headers({ "Content-Type": type, ...headers }),
    text: async () => text,
    json: async () => JSON.parse(text),
  };
}

class FakeSocket {
  static CONNECTING = 0;
  static OPEN = 1;
  readyState = 0;

  constructor(network, url, protocols) {
    this.network = network;
    this.url = String(url);
    this.protocols = protocols;
    network.asked.push(`websocket ${protocols}`);
    queueMicrotask(() => this.#open());
  }

  #open() {
    if (this.readyState !== 0) return;
    if (this.network.down || this.network.blocked.has("websocket")) return this.closed(1006, "");
    const taken = this.network.server.socket(this);
    if (!taken) return this.closed(1006, "");
    this.taken = taken;
    this.readyState = 1;
    this.network.sockets.add(this);
    this.onopen?.({});
    this.taken.opened?.();
  }

  /** From the server. */
  deliver(text) {
    queueMicrotask(() => {
      if (this.readyState !== 1) return;
      if (this.network.cuts()) return this.breaks();
      this.onmessage?.({ data: text });
    });
  }

  send(text) {
    if (this.readyState === 0) throw new DOMException("connecting", "InvalidStateError");
    queueMicrotask(() => {
      if (this.readyState !== 1) return;
      if (this.network.cuts()) return this.breaks();
      this.taken.frame(text);
    });
  }

  close(code, reason) {
    if (this.readyState > 1) return;
    const opened = this.readyState === 1;
    this.readyState = 2;
    queueMicrotask(() => {
      if (opened) this.taken.closed(code);
      this.closed(opened ? (code ?? 1005) : 1006, reason ?? "");
    });
  }

  /** The server closes it. */
  end(code, reason) {
    queueMicrotask(() => this.readyState === 1 && this.closed(code, reason));
  }

  breaks() {
    this.taken?.closed(1006);
    this.closed(1006, "");
  }

  closed(code, reason) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.network.sockets.delete(this);
    queueMicrotask(() => this.onclose?.({ code, reason, wasClean: code !== 1006 }));
    if (code === 1006) queueMicrotask(() => this.onerror?.({}));
  }
}
