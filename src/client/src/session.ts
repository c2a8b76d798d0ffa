import { pause, rest } from "./backoff.js";
import { fromBase64 } from "./bytes.js";
import { ends, isLost } from "./codes.js";
import { Conversation, type Detail, type State } from "./conversation.js";
import type { StreamEvent } from "./events.js";
import { codeOf, Fault } from "./fault.js";
import { farewell, type Frame, parseFrame, parseFrames, toMessage } from "./frames.js";
import { type Asked, exchange, type Headers, withQuery } from "./http.js";
import { Inbox } from "./inbox.js";
import type { Link } from "./link.js";
import { Outbox } from "./outbox.js";
import type { Entry, Face, Talk, TalkOptions } from "./talk.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** Of a POST, which may be repeated. */
  ANSWER_WITHIN = 15_000,
  /** Before what found no room is sent again. */
  NO_ROOM = 250,
  KEEP_LOGIN = 5 * 60_000,
  /** Closes a WebSocket without ending its session. */
  ELSEWHERE = 3000,
}
const JSON_TYPE = { "Content-Type": "application/json" };

/**
 * A conversation with a consumer: messages both ways have numbers and are kept until they are acknowledged, so that any
 * link may carry them on. When the server has lost it, a new one is opened, into which nothing of the old one goes.
 */
export class Session extends Conversation implements Talk {
  private _id = "";
  private _window = 1;
  private _inbox = this._newInbox();
  private _outbox = new Outbox();
  private _posting = false;
  private _said = false; // the end
  private _renewed = 0;
  private _barred?: boolean; // whether nothing speaks against opening it, but that no WebSocket opens

  constructor(
    url: Asked<string | URL>,
    private readonly _offered: string[],
    private readonly _options: TalkOptions,
    private readonly _face: Face,
  ) {
    super(url, _options);
  }

  private _newInbox(): Inbox {
    return new Inbox(() => this._flush());
  }

  // ------------------------------------------------------------------------------------------ what is asked

  async _address(more?: Record<string, unknown>): Promise<URL> {
    return withQuery(await this._base(), more ? { ...this._inbox._where(), ...more } : {});
  }

  /** The id of a session says who its client is, but to a WebSocket, which is told it later. */
  override async _opening(more?: Record<string, unknown>): Promise<URL> {
    return more ? this._address(more) : super._opening();
  }

  override async _headers(): Promise<Headers> {
    const id = this._id || "new"; // as it is when it is asked
    return { ...(await super._headers()), "Fanfare-Session": id };
  }

  _protocols(): string[] {
    return this._id ? ["fanfare.resume"] : ["fanfare.session", ...this._offered.map((each) => "fanfare.p." + each)];
  }

  /** Opens the session by a request, if there is none. One that nobody waits for any more, or never did, is ended. */
  override async _ready(link: Link): Promise<void> {
    if (this._id) return;
    link._expect(Bound.ANSWER_WITHIN, "it did not open in time"); // connect may take its time
    const offer: Headers = this._offered.length ? { "Fanfare-Protocols": this._offered.join(", ") } : {};
    const { open } = await this._ask("POST", offer);
    this._barred = link._transport === "websocket";
    if (link._live && !this._barred) this._opens(open);
    else this._leaves(open.session);
  }

  private async _ask(method: string, more?: Headers, body?: string, keepalive?: boolean): Promise<any> {
    const headers = { ...(await this._headers()), ...more };
    const url = await (this._id ? this._address() : this._opening());
    return exchange(url, { method, headers, body, keepalive }, this._publishing, Bound.ANSWER_WITHIN);
  }

  // ------------------------------------------------------------------------------------------ what comes

  _greet(link: Link): void {
    if (this._id) link._write!(JSON.stringify({ resume: { session: this._id, ...this._inbox._where() } }));
  }

  _frame(link: Link, frame: Frame): void {
    if (link._live) this._take(link, frame);
  }

  _events(link: Link): (event: StreamEvent) => void {
    return ({ data, event }) => {
      if (data !== undefined && !event) this._take(link, parseFrame(data));
    };
  }

  _answer(link: Link, body: string): boolean {
    const frames = parseFrames(body);
    link._works();
    for (const frame of frames) if (link._live) this._take(link, frame);
    this._flush();
    return frames.length > 0;
  }

  private _take(link: Link, { open, ack, down = [], cursor, gaps = [], publications = [], closing }: Frame): void {
    if (closing) return this._closes(link, closing);
    link._works();
    if (open) this._opens(open);
    if (ack !== undefined) this._acked(ack);
    for (const [number, text, base64] of down as [number, string | null, string?][]) {
      if (!link._live || !this._inbox._takes(number)) continue;
      link._costs.messages++;
      this._face._message(text ?? fromBase64(base64!));
    }
    link._costs.messages += publications.length;
    for (const gap of gaps) if (link._live) this._face._gap(gap);
    for (const each of publications) if (link._live) this._face._message(toMessage(each));
    if (cursor && link._live) this._inbox._cursor = cursor;
    this._flush();
  }

  private _opens({ session, protocol, heartbeat, window }: any): void {
    this._barred = false;
    this._id = session;
    this._window = window;
    this._heartbeat = heartbeat;
    this._face._open(protocol);
    this._flush();
  }

  private _acked(number: number): void {
    const freed = this._outbox._acknowledge(number);
    if (freed) this._face._acked(freed);
  }

  // ------------------------------------------------------------------------------------------ what goes

  _send(entry: Entry): void {
    this._outbox._add(entry);
    this._flush();
    const now = Date.now();
    if (this._options.keepLogin && this.transport === "websocket" && now - this._renewed >= Bound.KEEP_LOGIN) {
      this._renewed = now;
      this._ask("HEAD").catch(() => {}); // the link hears of it if the session has gone
    }
  }

  _flush(): void {
    const link = this._link;
    if (!this._id || !link) return;
    if (link._transport !== "websocket") void this._post();
    else if (link._openedAt) {
      for (let ups = this._next(); ups; ups = this._next()) link._write!(this._upFrame(ups));
      if (this._owesAck()) link._write!(this._upFrame());
      if (this._face._ending && !this._said && this._outbox._underway === this._outbox._count) {
        this._said = true;
        link._write!(farewell(this._face._ending));
      }
    }
  }

  /** Posts what there is to say, one frame at a time, each until it is answered. */
  private async _post(): Promise<void> {
    if (this._posting) return;
    this._posting = true;
    await null; // all that is sent in one task goes together
    for (let failed = 0; this._id && this.transport !== "websocket"; ) {
      const id = this._id;
      this._outbox._again();
      const ups = this._next();
      const last = !ups && this._face._ending && !this._outbox._count;
      if (!ups && !last && !this._owesAck()) break;
      if (last) this._said = true;
      try {
        const body = last ? farewell(this._face._ending!) : this._upFrame(ups);
        const { ack } = await this._ask("POST", JSON_TYPE, body);
        if (id !== this._id) continue;
        if (last) this._ended();
        else this._acked(ack);
        failed = 0;
        if (this._outbox._underway) await pause(Bound.NO_ROOM);
      } catch (error) {
        if (id !== this._id) continue;
        this._inbox._unheard();
        const fault = error as Fault;
        if (isLost(codeOf(fault.problem))) this._lose(fault.message);
        else if (fault.final) this._face._state("refused", { transport: null, ...fault });
        else await rest(fault, failed++, this._resting);
      }
    }
    this._posting = false;
  }

  private _next(): string | undefined {
    return this._outbox._next(this._window);
  }

  /** A poll acknowledges by itself. */
  private _owesAck(): boolean {
    return this.transport !== "poll" && this._inbox._owes();
  }

  /** A frame of these messages, or only of an acknowledgement. */
  private _upFrame(ups?: string): string {
    return `{${ups ? ups + "," : ""}"ack":${this._inbox._ack()}}`;
  }

  // ------------------------------------------------------------------------------------------ how it ends

  /** The server says that the session ends. */
  private _closes(link: Link, { code, reason, retry }: { code: number; reason: string; retry?: number }): void {
    if (this._said) return this._ended();
    if (ends(code) && (link._openedAt || !isLost(reason))) return this._isEnded(code, reason);
    this._lose(reason, retry);
  }

  private _isEnded(code: number, reason: string): void {
    this._id = ""; // there is nothing to leave
    this._face._over(code, reason, true);
  }

  _closed(link: Link, code: number, reason: string): void {
    if (!link._live) return;
    const opened = !!link._openedAt;
    if (opened && this._said && code !== 1006) return this._ended();
    if (!opened && isLost(reason)) return this._lose(reason);
    if (ends(code)) return this._isEnded(code, reason);
    const fault = new Fault(opened ? "the connection broke" : "it could not be opened", { status: code });
    // A script is not told why an upgrade was refused. Where no other transport follows that would be, ask, once.
    if (opened || this._choice._wanted !== "websocket" || this._barred) return link._broken(fault);
    this._ready(link).then(
      () => link._broken(fault),
      (told) => link._broken(told),
    );
  }

  _leave(_link: Link, socket: WebSocket): void {
    socket.close(this._id ? Bound.ELSEWHERE : 1000);
  }

  override _broken(link: Link, error: unknown): void {
    const { problem, message } = error as Fault;
    if (link === this._link && this._id && isLost(codeOf(problem))) this._lose(message);
    else super._broken(link, error);
  }

  /** The session is gone, and what was not acknowledged with it. */
  private _lose(reason: string, retry?: number): void {
    if (this._said && !this._outbox._count) return this._ended();
    const unacknowledged = this._outbox._count;
    const link = this._link;
    this._drop();
    this._id = "";
    this._inbox._ack(); // which stops its clock
    this._inbox = this._newInbox();
    this._outbox = new Outbox();
    this._face._lost({ reason: "session", unacknowledged });
    if (!this._isOver()) this._comeBack(link, { reason }, retry);
  }

  /** It ends as the page wants it: the server handles what came before the end. */
  private _ended(): void {
    this._acked(Infinity);
    this._face._ended();
  }

  _told(state: State, detail: Detail): void {
    if (state === "open") {
      this._outbox._again();
      this._said = false; // it was not heard, or there would be no session
    }
    this._face._state(state, detail);
  }

  _lives(): boolean {
    return !!this._id;
  }

  override close(): void {
    this._farewell();
    this._id = "";
    super.close();
  }

  override _farewell(): void {
    // A browser closes a WebSocket by itself, and with it the session that it carries.
    if (!this._id || this._said || (this.transport === "websocket" && this._link!._openedAt)) return;
    this._said = true;
    this._leaves(this._id);
  }

  /** Ends a session by a request whose answer nobody waits for. */
  private _leaves(session: string): void {
    const headers = { ...JSON_TYPE, "Fanfare-Session": session };
    this._ask("POST", headers, farewell({ code: 1001, reason: "" }), true).catch(() => {});
  }
}
