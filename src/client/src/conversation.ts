import { backOff, type Resting } from "./backoff.js";
import { Choice, type Transport } from "./choice.js";
import { type Costs, noCosts } from "./costs.js";
import type { StreamEvent } from "./events.js";
import { Fault, type Problem } from "./fault.js";
import type { Frame } from "./frames.js";
import { ask, type Asked, asSocket, type Headers, resolve, withQuery } from "./http.js";
import { Link } from "./link.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  HEARTBEAT = 25_000,
  /** A connection that lived this long was no failure. */
  HEALTHY = 10_000,
  /** A 404 that is not Fanfare's may be a server that is starting, but not for longer. */
  ABSENT_FOR = 15_000,
  /** How long a fallback lives before a WebSocket is tried beside it. */
  TRY_BETTER = 10 * 60_000,
  /** The same after one that opened and carried nothing. */
  TRY_LATER = 60 * 60_000,
}

export type State = "connecting" | "open" | "waiting" | "paused" | "closed" | "refused";

/** What is told with a state, where it applies. */
export interface Detail {
  transport: Transport | null;
  reason?: string;
  /** Milliseconds until it comes back. */
  delay?: number;
  problem?: Problem;
  /** The status of the answer, or the code with which a WebSocket was closed. */
  status?: number;
}

export interface LinkOptions {
  transport?: Transport | "auto";
  headers?: Asked<Headers>;
  /** Gets a ticket, which makes this client a user; asked before each link is opened, since a ticket is used once. */
  getTicket?: () => string | Promise<string>;
  /** Milliseconds between the server's signs of life, where it does not tell them. */
  heartbeat?: number;
}

/**
 * What goes on over links that come and go: the one state machine of choosing a transport, leaving it, and coming back.
 * What is said over a link is the subclass's own.
 */
export abstract class Conversation {
  state: State = "connecting";
  _link?: Link;
  _heartbeat: number;
  _choice: Choice;
  _allCosts: Record<Transport, Costs> = { websocket: noCosts(), sse: noCosts(), poll: noCosts() };
  _publishing = noCosts();
  private _timer?: ReturnType<typeof setTimeout>;
  private _better?: ReturnType<typeof setTimeout>;
  private _betterAfter: number = Bound.TRY_BETTER;
  private _failures = 0;
  /** What wakes requests that rest before they are repeated. */
  _resting: Resting = [];
  /** Since when it is answered with 404 by something else; null once a link has opened. */
  private _absentSince?: number | null;

  constructor(
    private readonly _source: Asked<string | URL>,
    readonly _linkOptions: LinkOptions,
  ) {
    this._choice = new Choice(_linkOptions.transport ?? "auto");
    if (typeof _source !== "function") this._choice._recall(resolve(_source).origin);
    this._heartbeat = _linkOptions.heartbeat ?? Bound.HEARTBEAT;
    // Not before the caller has it in hand.
    queueMicrotask(() => this.state === "connecting" && !this._link && this._connect());
  }

  /** The address to ask at, with what is asked for now. */
  abstract _address(more?: Record<string, unknown>): Promise<URL>;
  /** Subprotocols to offer. */
  abstract _protocols(): string[];
  /** A WebSocket has opened. */
  abstract _greet(link: Link): void;
  /** A frame has come over a WebSocket. */
  abstract _frame(link: Link, frame: Frame): void;
  /** A WebSocket has been closed. */
  abstract _closed(link: Link, code: number, reason: string): void;
  /** A WebSocket is left, or has been closed. */
  abstract _leave(link: Link, socket: WebSocket): void;
  /** Takes the events of a stream. */
  abstract _events(link: Link): (event: StreamEvent) => void;
  /** Takes the answer to a poll; whether there was anything in it. */
  abstract _answer(link: Link, body: string): boolean;
  /** The state has changed. */
  abstract _told(state: State, detail: Detail): void;

  /** Does what has to be done before requests can be a link. */
  async _ready(_link: Link): Promise<void> {}

  async _headers(): Promise<Headers> {
    return { ...(await ask(this._linkOptions.headers ?? {})) };
  }

  async _base(): Promise<URL> {
    const url = resolve(await ask(this._source));
    this._choice._recall(url.origin);
    return url;
  }

  /** The address at which a link is opened, with a ticket if the page gets them. */
  async _opening(more?: Record<string, unknown>): Promise<URL> {
    const { getTicket } = this._linkOptions;
    const url = await this._address(more);
    return getTicket ? withQuery(url, { ticket: await ask(getTicket) }) : url;
  }

  get transport(): Transport | null {
    return this._link?._transport ?? null;
  }

  /** Goes on over another transport. */
  use(transport: Transport | "auto"): void {
    this._choice._use(transport);
    if (this._isOver()) return;
    this._failures = 0;
    this._forgetAbsence();
    if (this.state === "paused" || this._link?._transport === transport) return;
    this._drop();
    this._connect();
  }

  pause(): void {
    if (this._isOver() || this.state === "paused") return;
    this._drop();
    this._become("paused");
  }

  resume(): void {
    if (this.state !== "paused") return;
    this._forgetAbsence();
    this._connect();
  }

  close(): void {
    if (this._isOver()) return;
    this._drop();
    this._become("closed");
  }

  _isOver(): boolean {
    return this.state === "closed";
  }

  _connect(): void {
    clearTimeout(this._timer);
    const transport = this._choice._best();
    const link = (this._link = new Link(transport, this, this._allCosts[transport]));
    this._become("connecting");
    if (link === this._link) link._start(); // the page may have done something else when it was told
  }

  /** Leaves the link, if there is one. */
  _drop(): void {
    clearTimeout(this._timer);
    clearTimeout(this._better);
    const link = this._link;
    this._link = undefined;
    link?._end();
  }

  _opened(link: Link): void {
    if (link !== this._link) return;
    this._rouse();
    this._absentSince = null; // it is the right address: whatever it answers later will pass
    this._choice._opened(link._transport);
    if (link._transport === "websocket") this._betterAfter = Bound.TRY_BETTER;
    else if (this._choice._wanted === "auto") this._waitForBetter(link);
    this._become("open");
  }

  private _waitForBetter(link: Link): void {
    if (link === this._link) this._better = setTimeout(() => this._tryBetter(link), this._betterAfter);
  }

  /**
   * Tries a WebSocket beside the link that lives, and goes over to one if it opens. Whether it carries anything is seen
   * only then: if not, it is left at once, and the next attempt is a long while off.
   */
  private async _tryBetter(link: Link): Promise<void> {
    const again = () => this._waitForBetter(link);
    try {
      const socket = new WebSocket(asSocket(await this._opening()), this._protocols());
      socket.onerror = again;
      socket.onopen = () => {
        socket.close();
        if (this._link !== link) return;
        this._choice._again(true);
        this._betterAfter = Bound.TRY_LATER;
        this._drop();
        this._connect();
      };
    } catch (barred) {
      again();
    }
  }

  _broken(link: Link, error: unknown): void {
    if (link !== this._link) return;
    clearTimeout(this._better);
    this._link = undefined;
    const fault = error instanceof Fault ? error : new Fault(String((error as Error)?.message || error));
    const { message: reason, problem, status } = fault;
    const said = { transport: link._transport, reason, problem, status };
    if ((fault.final && (problem || this._choice._wanted !== "auto")) || this._isAbsent(fault)) {
      return this._become("refused", said);
    }
    if (this._choice._failed(link._transport, !!link._openedAt, fault)) return this._connect();
    this._comeBack(link, said, fault.retry);
  }

  private _rouse(): void {
    for (const wake of this._resting.splice(0)) wake();
  }

  /** Comes back after a while, the longer the more links did not live. */
  _comeBack(link: Link | undefined, said: Partial<Detail>, retry?: number): void {
    const opened = link?._openedAt;
    const lived = opened ? performance.now() - opened : 0;
    this._failures = lived > Bound.HEALTHY ? 0 : this._failures + 1;
    const delay = Math.round(retry ?? backOff(Math.max(0, this._failures - 1)));
    this._timer = setTimeout(() => this._connect(), delay);
    this._become("waiting", { ...said, delay });
  }

  private _isAbsent({ status = 0, _unreachable }: Fault): boolean {
    if (this._absentSince === null) return false;
    if (_unreachable || (status >= 500 && status < 600)) this._absentSince = undefined;
    if (status !== 404) return false; // a socket is not told
    this._absentSince = this._absentSince ?? performance.now();
    return performance.now() - this._absentSince >= Bound.ABSENT_FOR;
  }

  /** Has the quarter of a minute begin anew, unless the address was the right one once. */
  private _forgetAbsence(): void {
    if (this._absentSince) this._absentSince = undefined;
  }

  /** Only where there is a window, or a worker's scope, and a document. */
  private _listen(or: "addEventListener" | "removeEventListener"): void {
    globalThis[or]?.("online", this._online);
    globalThis[or]?.("pageshow", this._wake);
    globalThis[or]?.("pagehide", this._hide);
    globalThis.document?.[or]("visibilitychange", this._wake);
  }

  private _online = (): void => {
    this._choice._online();
    this._wake();
  };

  /** The person is back, or the network: look at once. */
  private _wake = (): void => {
    if (globalThis.document?.visibilityState === "hidden") return;
    this._rouse();
    if (this.state === "waiting") this._connect();
    else this._link?._wake();
  };

  /**
   * The page goes. One that is kept lets its link go, as a browser would by itself, but a WebSocket without the code that
   * ends a session.
   */
  private _hide = (event: Event): void => {
    if (!(event as PageTransitionEvent).persisted) return this._farewell();
    if (this.state === "paused") return;
    this._drop();
    this._become("waiting", { reason: "the page was left" });
  };

  /** The page goes. */
  _farewell(): void {}

  private _become(state: State, detail?: Partial<Detail>): void {
    this.state = state;
    this._listen(state === "closed" || state === "refused" ? "removeEventListener" : "addEventListener");
    this._told(state, { transport: this.transport, ...detail });
  }
}
