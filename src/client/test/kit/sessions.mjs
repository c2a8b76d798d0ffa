/** A made-up route of a consumer, with sessions as the server has them. It throws when a client breaks the rules. */
export class Sessions {
  window = 32;
  heartbeat = 25_000;
  /** Throws or returns the problem with which the next openings are refused, and the headers of that answer. */
  refuses = undefined;
  /** Whether WebSockets that open say nothing. */
  mute = false;
  /** Whether requests that bring messages find no room for more than one. */
  narrow = false;
  connect = () => {};
  message = () => {};
  protocol = "";
  sessions = [];
  offered = [];
  heads = 0;

  /** The newest. */
  get session() {
    return this.sessions[this.sessions.length - 1];
  }

  open(offered) {
    this.offered = offered;
    const session = new OneSession(this, `id-${this.sessions.length + 1}`);
    this.sessions.push(session);
    this.connect(session);
    return session;
  }

  find(id) {
    return this.sessions.find((each) => each.id === id && !each.over);
  }

  socket(socket) {
    if (socket.protocols.includes("fanfare.session")) {
      if (this.refuses) return undefined;
      const session = this.open(socket.protocols.slice(1).map((each) => each.slice("fanfare.p.".length)));
      const carrier = new Carrier(
        (frame) => socket.deliver(JSON.stringify(frame)),
        (code, reason) => socket.end(code, reason),
      );
      return {
        opened: () => {
          if (this.mute) return;
          carrier.put({ open: session.opened() });
          session.attach(carrier, 0);
        },
        frame: (text) => session.carried(carrier, JSON.parse(text)),
        closed: (code) => session.lost(carrier, code),
      };
    }
    if (!socket.protocols.includes("fanfare.resume")) throw new Error(`what protocol is ${socket.protocols}?`);
    const carrier = new Carrier(
      (frame) => socket.deliver(JSON.stringify(frame)),
      (code, reason) => socket.end(code, reason),
    );
    let session;
    return {
      frame: (text) => {
        const frame = JSON.parse(text);
        if (session) return session.carried(carrier, frame);
        const { resume } = frame;
        session = this.find(resume.session);
        if (this.mute) return;
        if (!session) {
          carrier.put({ closing: { code: 4404, reason: "no-session", retry: 0 } });
          return carrier.end(4404, "no-session");
        }
        session.attach(carrier, resume.ack, resume.cursor);
      },
      closed: (code) => session?.lost(carrier, code),
    };
  }

  async request(url, { method, headers, body, kind }) {
    const id = headers.get("Fanfare-Session");
    if (id === "new") {
      if (this.refuses) return this.refuses;
      const session = this.open((headers.get("Fanfare-Protocols") ?? "").split(", ").filter((each) => each));
      return { status: 201, body: JSON.stringify({ open: session.opened() }) };
    }
    const session = this.find(id);
    if (!session) return NO_SESSION;
    if (method === "HEAD") {
      this.heads++;
      return { body: "" };
    }
    if (method === "POST") return session.posted(JSON.parse(body));
    const ack = Number(url.searchParams.get("ack"));
    const cursor = url.searchParams.get("cursor") ?? undefined;
    if (kind === "sse") {
      return {
        stream: (put, end) => {
          const carrier = new Carrier((frame) => put(`data: ${JSON.stringify(frame)}\n\n`), end);
          session.attach(carrier, ack, cursor);
          return () => session.lost(carrier, 1006);
        },
      };
    }
    return session.polled(ack, cursor, Number(url.searchParams.get("wait")));
  }
}

const NO_SESSION = {
  status: 404,
  problem: { type: "urn:fanfare:no-session", title: "No such session", status: 404 },
};

class Carrier {
  next = 1;
  ended = false;

  constructor(put, end) {
    this.put = put;
    this.endsWith = end;
  }

  end(code, reason) {
    this.ended = true;
    this.endsWith(code, reason);
  }
}

class OneSession {
  taken = 0;
  /** What the client has sent, in order, each once. */
  inbox = [];
  left = undefined;
  over = false;
  out = [];
  acked = 0;
  publications = [];

  constructor(route, id) {
    this.route = route;
    this.id = id;
  }

  opened() {
    const { heartbeat, window } = this.route;
    return { session: this.id, protocol: this.route.protocol, heartbeat, grace: 60_000, window };
  }

  /** Sends to the client: a string, or bytes. */
  send(message) {
    this.out.push(
      typeof message === "string"
        ? [this.acked + this.out.length + 1, message]
        : [this.acked + this.out.length + 1, null, Buffer.from(message).toString("base64")],
    );
    this.flush();
  }

  /** Publishes in a group that is relayed to the client. */
  publish(json) {
    this.publications.push(
      `{"group":"g","offset":${this.publications.length + 1},"time":"t","type":"application/json","json":${json}}`,
    );
    this.flush();
  }

  gap(gap) {
    this.carrier.put({ cursor: String(this.carrier.read), gaps: [gap], publications: [] });
  }

  attach(carrier, ack, cursor) {
    const before = this.carrier;
    this.carrier = carrier;
    this.acknowledge(ack);
    carrier.next = ack + 1;
    carrier.read = cursor === undefined ? (this.began ??= this.publications.length) : Number(cursor);
    before?.end(4007, "replaced");
    if (!carrier.polls) {
      carrier.put({ ack: this.taken });
      this.beats(carrier);
    }
    this.flush();
  }

  beats(carrier) {
    setTimeout(() => {
      if (this.carrier !== carrier || carrier.ended) return;
      carrier.put({ ack: this.taken });
      this.beats(carrier);
    }, this.route.heartbeat);
  }

  lost(carrier, code) {
    if (this.carrier !== carrier) return;
    this.carrier = undefined;
    if (this.over) return;
    if (code === 1000 || code === 1001) this.leave(code);
  }

  leave(code, reason) {
    this.left = { code, reason };
    this.over = true;
  }

  /** Ends it, and says so. */
  close(code, reason, retry = 0) {
    this.over = true;
    this.carrier?.put({ closing: { code, reason, retry } });
    this.carrier?.end(code, reason);
  }

  /** It is gone, without a word. */
  dies() {
    this.over = true;
    this.carrier?.end(1006, "");
  }

  acknowledge(ack) {
    if (ack > this.acked + this.out.length) throw new Error(`${ack} was never sent`);
    while (this.acked < ack) {
      this.out.shift();
      this.acked++;
    }
  }

  flush() {
    const { carrier } = this;
    if (!carrier || carrier.ended) return;
    const down = this.out.filter(([number]) => number >= carrier.next);
    const read = Number(carrier.read);
    const fresh = this.publications.slice(read);
    const frames = [];
    if (down.length) {
      carrier.next = down[down.length - 1][0] + 1;
      frames.push({ down, ack: this.taken });
    }
    if (fresh.length) {
      carrier.read = this.publications.length;
      frames.push({ cursor: String(carrier.read), gaps: [], publications: fresh.map((each) => JSON.parse(each)) });
    }
    for (const frame of frames) carrier.put(frame);
  }

  /** Tells the client what was taken. */
  tell() {
    this.carrier?.put({ ack: this.taken });
  }

  carried(carrier, frame) {
    if (this.carrier !== carrier) return;
    this.take(frame);
    if (this.over) {
      carrier.put({ closing: { code: this.left.code, reason: this.left.reason, retry: 0 } });
      return carrier.end(this.left.code, this.left.reason);
    }
    if (frame.up && !this.silent) this.tell();
  }

  take({ up = [], ack, close }) {
    if (close) return this.leave(close.code, close.reason);
    if (up.length > this.route.window) throw new Error("more than the window");
    if (ack !== undefined) this.acknowledge(ack);
    for (const [number, text, base64] of up) {
      if (number <= this.taken) continue;
      if (number > this.taken + 1) throw new Error(`${number} after ${this.taken}`);
      this.taken = number;
      this.inbox.push(text ?? new Uint8Array(Buffer.from(base64, "base64")));
      this.route.message(this, text ?? Buffer.from(base64, "base64"));
      if (this.route.narrow) break;
    }
  }

  posted(frame) {
    this.take(frame);
    return { body: JSON.stringify({ ack: this.taken }) };
  }

  polled(ack, cursor, wait) {
    return new Promise((answer) => {
      const frames = [];
      let timer;
      const done = () => {
        clearTimeout(timer);
        carrier.ended = true;
        if (this.carrier === carrier) this.carrier = undefined;
        answer({ body: JSON.stringify({ frames }) });
      };
      const carrier = new Carrier((frame) => {
        frames.push(frame);
        clearTimeout(timer);
        timer = setTimeout(done);
      }, done);
      carrier.polls = true;
      timer = setTimeout(() => {
        frames.push({ ack: this.taken });
        done();
      }, wait * 1000);
      this.attach(carrier, ack, cursor);
    });
  }
}
