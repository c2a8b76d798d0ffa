/*
 * Fanfare in the browser: one classic script without dependencies (ES2020). It sets window.Fanfare.
 *
 *   const board = Fanfare.subscribe("/fanfare/groups/demo.board", {
 *     last: 20,
 *     onMessage: (message, publication) => console.log(message),
 *     onGap: (gap) => console.warn("missed", gap),
 *   });
 *   board.publish("hello");
 *
 * A subscription reads the groups of one URL. It holds a cursor, and carries it over every break and from one
 * transport to another; so messages come in order and once, and what could not be delivered is told as a gap.
 *
 * Fanfare.subscribe(url, options) gives a subscription. A url without a host is resolved against the page. All options may be left out:
 *   transport   "websocket", "sse", "poll", or "auto" (the default): the first of these three that can be opened
 *   after       a cursor to go on from, or "start" for everything retained
 *   last        how many of each group's newest publications to begin with; without after and last: none, from now
 *   json        true: messages are passed through JSON.parse; what is not JSON stays a string
 *   headers     further headers of requests, for instance Authorization (a browser's WebSocket cannot send them)
 *   heartbeat   milliseconds between the server's signs of life, for SSE and poll, which do not tell them (25000)
 *   onMessage(message, publication)   message is a string (text and JSON, exactly as published) or a Uint8Array (bytes),
 *               on every transport.
 *               publication is {group, offset, time, type} with text, json or base64; SSE carries only the message,
 *               so there offset, time and type are null, and so is group if the URL names several, or has a ~
 *   onGap(gap)  {group, first, last, reason}: what is missing here, between the message before and the one after
 *   onState(state, detail)            detail has transport, and where they apply reason, delay (ms) and problem:
 *               "connecting", "open", "waiting" (broken; comes back after delay), "paused", "closed" (by close()),
 *               "refused" (for good: detail.problem is the server's own word; without one the address was answered with
 *               404 for a quarter of a minute by something else than Fanfare: detail.reason has the address). On a page
 *               of another site the browser hides such an answer: detail.reason is "the server cannot be reached, or …", and
 *               the script goes on trying; the console has the status
 *   onChannelMessage(message, raw)    what was sent to this connection's own channel (WebSocket only)
 *
 * A subscription has
 *   publish(message, {type, key})     promises {cursor, …}. A string is sent as text, bytes as bytes, all else as JSON.
 *               It fails with an Error that has status and problem; over WebSocket what is too large is not sent at all.
 *               With a key it is retried until it is answered, and still taken once; without one a break before the
 *               answer leaves open whether it was taken: it fails
 *   send(channel, message)            sends to a channel by its name (WebSocket only)
 *   use(transport)                    goes on over another transport, with the cursor
 *   pause(), resume(), close()        after close() nothing is called any more
 *   state, transport, channel         as they are now; channel is null on other transports than WebSocket
 *   cursor      where reading has come to: never ahead of what onMessage has been given. Keep it (on "pagehide", say)
 *               and give it as after to go on after a reload
 *   costs       {websocket, sse, poll, publish}, each {requests, messages, payload, heads, time}, see Costs
 *
 * Fanfare.publish(url, message, {type, key, headers}) publishes without a subscription.
 * Callbacks come from the event loop, one at a time; what they throw is reported as an uncaught error, no more.
 */
(() => {
  "use strict";

  const TRANSPORTS = ["websocket", "sse", "poll"];
  const OPEN_WITHIN = 10_000; // a transport that has shown nothing by then cannot be opened
  const SLACK = 5_000; // on top of two heartbeats before silence counts as a break
  const HEARTBEAT = 25_000;
  const AVOID = 5 * 60_000; // how long "auto" leaves a transport alone that could not be opened
  const HEALTHY = 10_000; // a connection that lived this long was no failure
  const LEAVE_WITHIN = 5_000; // how long a socket that was left waits for answers
  const ABSENT_FOR = 15_000; // a 404 that is not Fanfare's may be a server that is starting, but not for longer
  const ATTEMPTS = 6; // of a publish with a key
  const ANSWER_WITHIN = 60_000; // of a publish over HTTP

  /** The delay before attempt n: 0.5 s, doubled each time up to 30 s, of which a random half is taken off. */
  const backOff = (n) => Math.min(30_000, 500 * 2 ** n) * (1 - Math.random() / 2);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /** Why something did not work. `final`: the server's own refusal, so that trying again is in vain. */
  class Fault extends Error {
    constructor(message, { status, problem, retry, final = false, unreachable = false } = {}) {
      super(message);
      Object.assign(this, { name: "FanfareError", status, problem, retry, final, unreachable });
    }

    static ofProblem(problem, retry) {
      const { status, title, detail } = problem;
      const final = status >= 400 && status < 500 && status !== 408 && status !== 429;
      return new Fault(detail || title || `status ${status}`, { status, problem, retry, final });
    }

    /** An answer that is not Fanfare's own (a proxy's, or a server's that is starting) is never final. */
    static async ofResponse(response) {
      const { status, headers } = response;
      const retry = 1000 * Number(headers.get("Retry-After")) || undefined;
      if (/^application\/problem\+json/.test(headers.get("Content-Type") || "")) {
        return Fault.ofProblem(await response.json(), retry);
      }
      return new Fault(`${response.url.split("?")[0]} was answered with ${status}, and not by Fanfare`, { status, retry });
    }
  }

  /*
   * Costs of one transport, as far as a page can know them:
   *   payload  bytes received, measured: of bodies (after decompression) and of WebSocket frames
   *   heads    bytes of HTTP heads and WebSocket frame headers, both ways, estimated: of an answer the headers that a
   *            script may see, of a request what HEAD_OF_REQUEST says. True for HTTP/1.1 to about a tenth;
   *            HTTP/2 compresses heads. Chunk framing, pings, TCP and TLS are not counted
   *   time     milliseconds that connections over this transport have existed or been tried
   */
  const Costs = () => ({ requests: 0, messages: 0, payload: 0, heads: 0, time: 0 });
  // Names and usual values of what a browser adds: Host, Connection, Accept*, sec-ch-ua*, Sec-Fetch-*, Referer.
  const HEAD_OF_REQUEST = 400;
  const HEAD_OF_UPGRADE = 200; // the same for Sec-WebSocket-*, and the answer to them

  function headOfRequest(url, fixed = HEAD_OF_REQUEST) {
    const page = globalThis.location ? location.href.length : 0;
    const cookies = globalThis.document ? document.cookie.length : 0;
    return fixed + url.pathname.length + url.search.length + url.host.length + page + cookies + navigator.userAgent.length;
  }

  function headOfAnswer(response) {
    let bytes = "HTTP/1.1 200 OK\r\n\r\n".length;
    for (const [name, value] of response.headers) bytes += name.length + value.length + 4;
    return bytes;
  }

  const utf8Length = (text) => new TextEncoder().encode(text).length;

  async function request(url, init, costs) {
    costs.requests++;
    costs.heads += headOfRequest(url);
    let response;
    try {
      response = await fetch(url, { cache: "no-store", ...init });
    } catch (error) {
      const site = globalThis.location?.origin;
      const hidden = site && site !== new URL(url).origin ? `, or fanfare.origins does not list ${site}` : "";
      throw new Fault("the server cannot be reached" + hidden, { unreachable: true });
    }
    costs.heads += headOfAnswer(response);
    if (!response.ok) throw await Fault.ofResponse(response);
    return response;
  }

  // ---------------------------------------------------------------------------------------------- messages

  /** How the server carries a message of this type: as "json", as "text", or as "bytes". */
  function kindOf(type) {
    const essence = type.split(";")[0].trim().toLowerCase();
    if (essence === "application/json" || essence.endsWith("+json")) return "json";
    return essence.startsWith("text/") || essence === "application/x-www-form-urlencoded" ? "text" : "bytes";
  }

  const USUAL = { bytes: "application/octet-stream", text: "text/plain", json: "application/json" };
  const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

  function toBase64(bytes) {
    const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
    let binary = "";
    for (const byte of view) binary += String.fromCharCode(byte);
    return btoa(binary);
  }

  const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  /**
   * A message as it is published: its bytes, or its text; what kind of content that is by itself, whatever else the
   * type makes of it; and how large it is. A string of a JSON type is JSON already, and stays as it is. Throws for what
   * cannot be sent as it is, on any transport.
   */
  function toContent(message, type) {
    if (isBytes(message)) return { kind: "bytes", bytes: message, size: message.byteLength };
    const plain = typeof message === "string";
    const text = plain ? message : JSON.stringify(message);
    if (text === undefined) throw new TypeError("The message has no form in JSON.");
    if (/\p{Surrogate}/u.test(text)) throw refusal("invalid-text", 400, "Not UTF-8", "the text has half of a surrogate pair");
    const kind = plain && kindOf(type || "") !== "json" ? "text" : "json";
    return { kind, text, size: utf8Length(text) };
  }

  /** A message as members of a `fanfare` frame, in JSON. */
  function toMembers({ kind, bytes, text }, type) {
    const typed = type ? `"type":${JSON.stringify(type)},` : "";
    if (kind === "bytes") return `${typed}"base64":"${toBase64(bytes)}"`;
    if (kind === "text") return `${typed}"text":${JSON.stringify(text)}`;
    try {
      JSON.parse(text); // what is not one JSON value must not become part of the frame
    } catch ({ message }) {
      throw refusal("invalid-json", 400, "Not JSON", message);
    }
    return `${typed}"json":${text}`;
  }

  /** What the server would answer, without asking it. */
  function refusal(code, status, title, detail) {
    return Fault.ofProblem({ type: `urn:fanfare:${code}`, title, status, detail });
  }

  const tooLarge = (maxSize) => refusal("too-large", 413, "Too large", `a message has at most ${maxSize} bytes`);
  const largestFrame = (maxSize) => 2 * maxSize + 4096; // as the reference says

  const published = new WeakMap(); // the text of each JSON message, beside what it was parsed to

  /** A frame or an answer of the server. Parsing alters JSON (numbers, blanks, doubled names), so its text is kept too. */
  function parseFrame(text, json) {
    const frame = JSON.parse(text);
    const messages = (frame.publications ?? frame.messages ?? []).filter((each) => each.json !== undefined);
    if (!json && messages.length > 0) {
      const texts = jsonTexts(text);
      messages.forEach((each, n) => published.set(each, texts[n]));
    }
    return frame;
  }

  /** The values of all members "json" of the objects in the lists of a frame, as they stand there, with their blanks. */
  function jsonTexts(frame) {
    const texts = [];
    const mark = /["{}[\],]/g;
    let depth = 0;
    let begin = -1; // of the value that is passed over, which ends where its object goes on or ends
    for (let found = mark.exec(frame); found; found = mark.exec(frame)) {
      const at = found.index;
      const char = frame[at];
      if (char === '"') {
        mark.lastIndex = endOfString(frame, at);
        if (depth === 3 && begin < 0 && frame.startsWith('"json":', at)) begin = mark.lastIndex + 1;
        continue;
      }
      if (depth === 3 && begin >= 0 && (char === "," || char === "}")) {
        texts.push(frame.slice(begin, at));
        begin = -1;
      }
      if (char === "{" || char === "[") depth++;
      else if (char !== ",") depth--;
    }
    return texts;
  }

  /** Where a string of JSON that begins at `from` has ended: behind its closing quote. */
  function endOfString(json, from) {
    for (let at = json.indexOf('"', from + 1); ; at = json.indexOf('"', at + 1)) {
      let escapes = 0;
      while (json[at - 1 - escapes] === "\\") escapes++;
      if (escapes % 2 === 0) return at + 1;
    }
  }

  /** What onMessage is given, from the fields of a frame, an answer or an event. */
  function toMessage(fields, json) {
    if (fields.base64 !== undefined) return fromBase64(fields.base64);
    if (fields.json !== undefined) return json ? fields.json : (published.get(fields) ?? JSON.stringify(fields.json));
    if (!json) return fields.text;
    try {
      return JSON.parse(fields.text);
    } catch (notJson) {
      return fields.text;
    }
  }

  async function post(url, message, { type, key, headers }, costs) {
    const content = toContent(message, type);
    const aborter = new AbortController();
    const timer = setTimeout(() => aborter.abort(), ANSWER_WITHIN);
    try {
      const response = await request(
        url,
        {
          method: "POST",
          body: content.bytes ?? content.text,
          headers: { ...headers, "Content-Type": type || USUAL[content.kind], ...(key && { "Idempotency-Key": key }) },
          signal: aborter.signal,
        },
        costs,
      );
      const answer = await response.text().catch(() => Promise.reject(new Fault("the answer broke off")));
      costs.payload += utf8Length(answer);
      return JSON.parse(answer);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tries until there is an answer, if a key makes that harmless. */
  async function persist(attempt, key) {
    for (let n = 0; ; n++) {
      try {
        return await attempt(n);
      } catch (fault) {
        if (!key || fault.final || !(fault instanceof Fault) || n + 1 >= ATTEMPTS) throw fault;
        await pause(fault.retry ?? backOff(n));
      }
    }
  }

  // -------------------------------------------------------------------------------------------- transports

  /**
   * One connection, or one run of polls, over one transport: from its opening to its break. Its subscription gives it
   * the hooks address(more), opened(link), deliver(link, frame) and broken(link, fault). Once it has ended, whatever
   * still arrives is dropped: the cursor has not passed it, so it comes again on the next link.
   */
  class Link {
    constructor(transport, hooks, options, costs) {
      Object.assign(this, { transport, hooks, options, costs, live: true, since: performance.now() });
      this.openedAt = undefined;
      this.aborter = new AbortController();
      this.expect(OPEN_WITHIN, "it did not open in time");
    }

    start() {
      OPEN[this.transport](this).catch((error) => this.broken(error));
    }

    request(accept, more) {
      const init = { headers: { ...this.options.headers, Accept: accept }, signal: this.aborter.signal };
      return request(this.hooks.address(more), init, this.costs);
    }

    /** The next sign of life has to come within this time. */
    expect(ms, otherwise) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.broken(new Fault(otherwise)), ms);
    }

    deliver(frame) {
      this.costs.messages += frame.publications?.length ?? 0;
      this.hooks.deliver(this, frame);
      if (this.live && this.openedAt === undefined) {
        this.openedAt = performance.now();
        this.hooks.opened(this);
      }
    }

    broken(fault) {
      if (!this.live) return;
      this.end();
      this.hooks.broken(this, fault);
    }

    end() {
      this.live = false;
      this.costs.time += performance.now() - this.since;
      clearTimeout(this.timer);
      this.aborter.abort();
    }
  }

  const OPEN = {
    async websocket(link) {
      const url = link.hooks.address();
      link.costs.requests++;
      link.costs.heads += headOfRequest(url, HEAD_OF_REQUEST + HEAD_OF_UPGRADE);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url, "fanfare");
      const asked = new Map();
      let closing, heartbeat, maxSize;
      let lastId = 0;

      // Promises the answer, or gives undefined if the message may be sent, but not in a frame. That has a bound too, and
      // blanks around a JSON value in it are not part of the message, which a channel does not mind; and a published
      // message's type has to be of the kind of its content, as it need not be of a body: SVG from a string.
      link.ask = (kind, message, type, more = "") => {
        const content = toContent(message, type);
        if (content.size > maxSize) throw tooLarge(maxSize);
        const blanks = content.kind === "json" && /^\s|\s$/.test(content.text);
        const other = type && kindOf(type) !== content.kind;
        if (kind === "publish" && (blanks || other)) return undefined;
        const id = String(++lastId);
        const frame = `{"${kind}":{"id":"${id}",${more}${toMembers(content, type)}}}`;
        if (utf8Length(frame) > largestFrame(maxSize)) return undefined;
        return new Promise((resolve, reject) => {
          socket.send(frame);
          asked.set(id, { resolve, reject });
        });
      };
      const answer = ({ id, problem, ...reply }) => {
        const waiting = asked.get(id);
        asked.delete(id);
        if (problem) waiting?.reject(Fault.ofProblem(problem));
        else waiting?.resolve(reply);
      };
      const ended = (fault) => {
        for (const { reject } of asked.values()) {
          reject(new Fault(`${fault.message}: whether the message was taken is not known`, fault));
        }
        asked.clear();
        link.ask = undefined;
      };
      // Left for another transport it still waits, for a while, for the answers to what it has sent.
      const leave = () => (asked.size === 0 ? socket.close(1000) : undefined);
      link.aborter.signal.addEventListener("abort", () => {
        leave();
        setTimeout(() => socket.close(1000), LEAVE_WITHIN);
      });

      const take = (frame, size) => {
        const costs = frame.reply ? link.hooks.costsOfPublish : link.costs;
        costs.payload += size;
        costs.heads += size < 126 ? 2 : size < 65536 ? 4 : 10;
        if (frame.hello) {
          ({ heartbeat, maxSize } = frame.hello);
          link.channel = frame.hello.channel;
          link.deliver({ cursor: frame.hello.cursor });
        } else if (frame.reply) answer(frame.reply);
        else if (frame.messages) link.hooks.mail(frame.messages);
        else if (frame.closing) closing = frame.closing;
        else if (frame.cursor) link.deliver(frame);
        if (link.live && heartbeat) link.expect(2 * heartbeat + SLACK, "nothing was heard for two heartbeats");
      };
      socket.onmessage = ({ data }) => {
        try {
          const frame = parseFrame(data, link.options.json);
          if (link.live) take(frame, utf8Length(data));
          else if (frame.reply) answer(frame.reply), leave();
        } catch (error) {
          link.broken(error);
        }
      };
      socket.onclose = async ({ code, reason }) => {
        const said = closing?.reason || reason;
        // Codes that say that this client is at fault: it would only happen again.
        const final = [1003, 1008, 4003].includes(code);
        const why = said ? `closed: ${said}` : link.openedAt ? "the connection broke" : "it could not be opened";
        let fault = new Fault(why, { status: code, retry: closing?.retry, final });
        ended(fault);
        // A script is not told why an upgrade was refused. Where no other transport follows that would be, ask.
        if (link.live && link.openedAt === undefined && link.options.transport === "websocket") {
          fault = await link.request("application/json", { wait: 0 }).then(() => fault, (told) => told);
        }
        link.broken(fault);
      };
    },

    /*
     * A stream read with fetch and not with EventSource, which would hide what is needed here: the cursor at which the
     * stream starts, heartbeats (so that silence is noticed), bytes, and the reason of a refusal.
     */
    async sse(link) {
      const response = await link.request("text/event-stream");
      if (!/^text\/event-stream/.test(response.headers.get("Content-Type") || "")) {
        throw new Fault("the answer was no event stream");
      }
      const group = link.hooks.onlyGroup;
      let retry, cursor;
      const parse = eventParser((event) => {
        if (!link.live) return;
        retry = event.retry ?? retry;
        cursor = event.id ?? cursor;
        if (event.name === "refused") throw Object.assign(Fault.ofProblem(JSON.parse(event.data), retry), { final: false });
        const frame = { cursor };
        const bare = { group, offset: null, time: null, type: null };
        if (event.name === "gap") frame.gaps = [JSON.parse(event.data)];
        else if (event.name === "bytes") frame.publications = [{ ...bare, base64: event.data }];
        else if (event.data !== undefined && !event.name) frame.publications = [{ ...bare, text: withBreaks(event) }];
        if (cursor !== undefined) link.deliver(frame);
      });
      const silence = 2 * (link.options.heartbeat ?? HEARTBEAT) + SLACK;
      const decoder = new TextDecoder();
      const stream = response.body.getReader();
      for (;;) {
        const { value, done } = await stream.read().catch(() => Promise.reject(new Fault("the stream broke")));
        if (!link.live) return;
        if (done) throw new Fault("the stream ended", { retry });
        link.costs.payload += value.byteLength;
        parse(decoder.decode(value, { stream: true }));
        if (link.live && link.openedAt) link.expect(silence, "nothing was heard for two heartbeats");
      }
    },

    async poll(link) {
      const longest = Math.ceil((link.options.heartbeat ?? HEARTBEAT) / 1000);
      for (let wait = 0; link.live; wait = longest) {
        const asked = performance.now();
        link.expect(wait * 1000 + OPEN_WITHIN, "a poll was not answered");
        const response = await link.request("application/json", { wait });
        const body = await response.text().catch(() => Promise.reject(new Fault("the answer broke off")));
        if (!link.live) return;
        link.costs.payload += utf8Length(body);
        const answer = parseFrame(body, link.options.json);
        link.deliver(answer);
        if (answer.retry !== undefined) throw new Fault("the server is stopping", { retry: answer.retry });
        // An empty answer comes after the wait. Should one come at once, do not ask in a tight loop.
        const empty = !answer.publications.length && !answer.gaps.length;
        if (wait && empty && performance.now() - asked < 500) await pause(500);
      }
    },
  };

  const BREAKS = { n: "\n", r: "\r", rn: "\r\n" };

  /** The text of a message, of which an event knows only where lines end. Where they end otherwise than with LF it says how. */
  function withBreaks({ data, breaks }) {
    if (breaks === undefined) return data;
    const ends = breaks.split(",");
    return data.split("\n").reduce((text, line, n) => text + (BREAKS[ends[n - 1]] ?? "\n") + line);
  }

  /** Reads an event stream piece by piece; onEvent is given {id, name, data, breaks, retry} at each event's end. */
  function eventParser(onEvent) {
    let rest = "";
    let event = {};
    return (text) => {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/); // a CR at the very end may be half a CRLF
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          const whole = event;
          event = {};
          onEvent(whole);
          continue;
        }
        const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line);
        if (field === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
        else if (field === "event") event.name = value;
        else if (field === "id") event.id = value;
        else if (field === "retry") event.retry = Number(value);
        else if (field === "breaks") event.breaks = value;
      }
    };
  }

  // ------------------------------------------------------------------------------------------ subscription

  class Subscription {
    #url;
    #options;
    #next; // the cursor that the next link starts with: ahead of `cursor` only while a frame is being delivered
    #link;
    #timer;
    #failures = 0;
    #absentSince; // since when the URL is answered with 404 by something else; null once a link has opened
    #avoid = new Map(); // transport → until when
    #costs = { websocket: Costs(), sse: Costs(), poll: Costs(), publish: Costs() };
    #hooks;

    constructor(url, options) {
      this.#url = new URL(url, globalThis.document ? document.baseURI : undefined);
      this.#options = { transport: "auto", ...options };
      check(this.#options.transport);
      this.cursor = options.after && options.after !== "start" ? options.after : null;
      const groups = decodeURIComponent(this.#url.pathname.split("/").pop()).split(",");
      this.#hooks = {
        address: (more) => this.#address(more),
        opened: (link) => this.#opened(link),
        deliver: (link, frame) => this.#deliver(link, frame),
        broken: (link, fault) => this.#broken(link, fault),
        mail: (messages) => {
          for (const raw of messages) this.#call("onChannelMessage", toMessage(raw, this.#options.json), raw);
        },
        costsOfPublish: this.#costs.publish,
        onlyGroup: groups.length === 1 && !groups[0].includes("~") ? groups[0] : null, // ~ is a name that only the server knows
      };
      this.wake = () => {
        if (this.state === "waiting" && globalThis.document?.visibilityState !== "hidden") this.#connect();
      };
      globalThis.addEventListener("online", this.wake);
      globalThis.document?.addEventListener("visibilitychange", this.wake);
      this.state = "connecting";
      // Not before the caller has the subscription in hand.
      queueMicrotask(() => this.state === "connecting" && !this.#link && this.#connect());
    }

    get transport() {
      return this.#link?.transport ?? null;
    }

    get channel() {
      return this.#link?.channel ?? null;
    }

    get costs() {
      const copy = Object.fromEntries(Object.entries(this.#costs).map(([name, costs]) => [name, { ...costs }]));
      if (this.#link) copy[this.#link.transport].time += performance.now() - this.#link.since;
      return copy;
    }

    publish(message, { type, key } = {}) {
      const { headers } = this.#options;
      return persist((attempt) => {
        const ask = attempt === 0 && this.state === "open" && this.#link.ask;
        const answer = ask && ask("publish", message, type, key ? `"key":${JSON.stringify(key)},` : "");
        return answer || post(this.#plainUrl(), message, { type, key, headers }, this.#costs.publish);
      }, key);
    }

    async send(channel, message, { type } = {}) {
      const ask = this.state === "open" && this.#link.ask;
      if (!ask) throw new Fault("A channel can be sent to only over an open WebSocket.");
      const answer = ask("send", message, type, `"channel":${JSON.stringify(channel)},`);
      if (!answer) throw refusal("too-large", 413, "Too large", "its frame would be larger than a frame may be");
      return answer;
    }

    use(transport) {
      check(transport);
      if (this.state === "closed") return;
      this.#options.transport = transport;
      this.#avoid.clear();
      this.#failures = 0;
      this.#forgetAbsence();
      if (this.state === "paused" || (this.#link && this.#link.transport === transport)) return;
      this.#leave();
      this.#connect();
    }

    pause() {
      if (this.state === "closed" || this.state === "paused") return;
      this.#leave();
      this.#become("paused");
    }

    resume() {
      if (this.state !== "paused") return;
      this.#forgetAbsence();
      this.#connect();
    }

    close() {
      if (this.state === "closed") return;
      this.#leave();
      globalThis.removeEventListener("online", this.wake);
      globalThis.document?.removeEventListener("visibilitychange", this.wake);
      this.#become("closed");
    }

    #plainUrl() {
      const url = new URL(this.#url);
      url.search = "";
      return url;
    }

    #address(more = {}) {
      const url = new URL(this.#url);
      const { after, last } = this.#options;
      const from = this.#next ? { after: this.#next } : after !== undefined ? { after } : last !== undefined ? { last } : {};
      for (const [name, value] of Object.entries({ ...from, ...more })) url.searchParams.set(name, value);
      return url;
    }

    #connect() {
      clearTimeout(this.#timer);
      const wanted = this.#options.transport;
      const transport = wanted === "auto" ? this.#best() : wanted;
      this.#link = new Link(transport, this.#hooks, this.#options, this.#costs[transport]);
      this.#become("connecting");
      this.#link?.start();
    }

    #best() {
      const now = performance.now();
      return TRANSPORTS.find((transport) => !(this.#avoid.get(transport) > now));
    }

    #leave() {
      clearTimeout(this.#timer);
      const link = this.#link;
      this.#link = undefined;
      link?.end();
    }

    #opened(link) {
      if (link !== this.#link) return;
      this.#absentSince = null; // it is the right address: whatever it answers later will pass
      this.#become("open");
    }

    #deliver(link, { cursor, gaps = [], publications = [] }) {
      if (link !== this.#link) return;
      this.#next = cursor;
      // A whole frame is delivered even if a callback switches or pauses: the next link starts behind it.
      for (const gap of gaps) if (this.state !== "closed") this.#call("onGap", gap);
      for (const publication of publications) {
        if (this.state !== "closed") this.#call("onMessage", toMessage(publication, this.#options.json), publication);
      }
      if (this.state !== "closed") this.cursor = cursor;
    }

    #broken(link, error) {
      if (link !== this.#link) return;
      this.#link = undefined;
      const fault = error instanceof Fault ? error : new Fault(String(error.message || error));
      const auto = this.#options.transport === "auto";
      const neverOpened = link.openedAt === undefined;
      const said = { transport: link.transport, reason: fault.message, problem: fault.problem };
      if (fault.final && (fault.problem || !auto)) return this.#become("refused", said);
      if (this.#isAbsent(fault)) return this.#become("refused", said);
      if (auto && (neverOpened || fault.final)) {
        this.#avoid.set(link.transport, performance.now() + AVOID);
        const left = this.#best() !== undefined;
        if (left && !fault.unreachable && fault.retry === undefined) return this.#connect();
        this.#avoid.clear(); // it is the server that is away, not the transport
      }
      const lived = neverOpened ? 0 : performance.now() - link.openedAt;
      this.#failures = lived > HEALTHY ? 0 : this.#failures + 1;
      const delay = Math.round(fault.retry ?? backOff(Math.max(0, this.#failures - 1)));
      this.#timer = setTimeout(() => this.#connect(), delay);
      this.#become("waiting", { ...said, delay });
    }

    #isAbsent({ status, unreachable }) {
      if (this.#absentSince === null) return false;
      if (unreachable || (status >= 500 && status < 600)) this.#absentSince = undefined;
      if (status !== 404) return false; // a socket is not told
      this.#absentSince ??= performance.now();
      return performance.now() - this.#absentSince >= ABSENT_FOR;
    }

    /** Has the quarter of a minute begin anew, unless the address was the right one once. */
    #forgetAbsence() {
      if (this.#absentSince !== null) this.#absentSince = undefined;
    }

    #become(state, detail = {}) {
      this.state = state;
      this.#call("onState", state, { transport: this.transport, ...detail });
    }

    #call(name, ...args) {
      try {
        this.#options[name]?.(...args);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  function check(transport) {
    if (transport === "auto" || TRANSPORTS.includes(transport)) return;
    throw new TypeError(`transport is "${transport}"; it must be "auto", "${TRANSPORTS.join('", "')}".`);
  }

  globalThis.Fanfare = Object.freeze({
    transports: Object.freeze([...TRANSPORTS]),
    subscribe: (url, options = {}) => new Subscription(url, options),
    publish: (url, message, options = {}) => {
      const target = new URL(url, globalThis.document ? document.baseURI : undefined);
      return persist(() => post(target, message, options, Costs()), options.key);
    },
  });
})();
