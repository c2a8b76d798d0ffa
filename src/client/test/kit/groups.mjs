/** A made-up URL of one group, as the server has it: a log, cursors, and keys that make it harmless to repeat. */
export class Group {
  log = [];
  keys = new Map();
  readers = new Set();
  /** The problem with which publishing is refused. */
  refuses = undefined;
  maxSize = 65_536;

  publish(members, key) {
    if (this.refuses) return { problem: this.refuses };
    if (key && this.keys.has(key)) return this.keys.get(key);
    this.log.push({ group: "g", offset: this.log.length + 1, time: "t", ...members });
    const receipt = { cursor: String(this.log.length) };
    if (key) this.keys.set(key, receipt);
    for (const reader of [...this.readers]) reader();
    return receipt;
  }

  from(url) {
    const after = url.searchParams.get("after");
    const last = url.searchParams.get("last");
    if (after !== null) return after === "start" ? 0 : Number(after);
    return last === null ? this.log.length : Math.max(0, this.log.length - Number(last));
  }

  reader(at, tell) {
    const reader = () => {
      const publications = this.log.slice(at);
      at = this.log.length;
      if (publications.length) tell(publications, String(at));
    };
    this.readers.add(reader);
    reader();
    return () => this.readers.delete(reader);
  }

  socket(socket) {
    if (!socket.protocols.includes("fanfare")) throw new Error(`what protocol is ${socket.protocols}?`);
    const at = this.from(new URL(socket.url));
    const put = (frame) => socket.deliver(JSON.stringify(frame));
    let leave = () => {};
    return {
      opened: () => {
        put({ hello: { cursor: String(at), heartbeat: 25_000, maxSize: this.maxSize, channel: "c", groups: ["g"] } });
        leave = this.reader(at, (publications, cursor) => put({ cursor, gaps: [], publications }));
      },
      frame: (text) => {
        const { id, key, type, ...members } = JSON.parse(text).publish;
        put({
          reply: {
            id,
            status: 202,
            ...this.publish(
              { type: type ?? (members.base64 ? "application/octet-stream" : "text/plain"), ...members },
              key,
            ),
          },
        });
      },
      closed: () => leave(),
    };
  }

  async request(url, { method, headers, body, kind }) {
    if (method === "POST") {
      const type = headers.get("Content-Type");
      const members =
        typeof body === "string" ? { type, text: body } : { type, base64: Buffer.from(body).toString("base64") };
      const given = this.publish(members, headers.get("Idempotency-Key"));
      return given.problem
        ? { status: given.problem.status, problem: given.problem }
        : { status: 202, body: JSON.stringify(given) };
    }
    const at = this.from(url);
    if (kind === "sse") {
      return {
        stream: (put) => {
          put(`retry: 100\nid: ${at}\n\n`);
          return this.reader(at, (publications, cursor) => {
            const first = Number(cursor) - publications.length;
            publications.forEach(({ text, base64 }, n) => {
              put(`id: ${first + n + 1}\n${base64 === undefined ? "" : "event: bytes\n"}data: ${base64 ?? text}\n\n`);
            });
          });
        },
      };
    }
    return new Promise((answer) => {
      let leave = () => {};
      const done = (publications, cursor) => {
        clearTimeout(timer);
        queueMicrotask(() => leave());
        answer({ body: JSON.stringify({ cursor, gaps: [], publications }) });
      };
      const timer = setTimeout(() => done([], String(at)), Number(url.searchParams.get("wait")) * 1000);
      leave = this.reader(at, done);
    });
  }
}
