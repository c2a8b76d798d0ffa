import { isBytes, utf8Length, viewOf } from "./bytes.js";
import { type Transport, TRANSPORTS } from "./choice.js";
import type { Detail, State } from "./conversation.js";
import { codeOf, type Problem } from "./fault.js";
import type { Gap } from "./frames.js";
import { GroupTalk } from "./grouptalk.js";
import { define, defineHandlers } from "./handlers.js";
import { type Asked, asSocket, resolve } from "./http.js";
import { Session } from "./session.js";
import { publish, subscribe } from "./subscription.js";
import type { Ending, Entry, Face, SessionGap, Talk, TalkOptions } from "./talk.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  MOST_BUFFERED = 1024 * 1024,
  /** How long it may take to send what is to be sent before its end. */
  END_WITHIN = 30_000,
  MOST_REASON = 123,
}
const enum Ready {
  CONNECTING,
  OPEN,
  CLOSING,
  CLOSED,
}
const AT_FIRST = {
  url: "",
  readyState: Ready.CONNECTING as 0 | 1 | 2 | 3,
  bufferedAmount: 0,
  protocol: "",
  extensions: "",
  transport: "none" as Transport | "none",
};
const TOKEN = /^[!#$%&'*+\-.^_`|~\w]+$/;

/** All may be left out. */
export interface FanfareOptions extends TalkOptions {
  /** Bytes; beyond them it is closed with 1006, as a WebSocket is that cannot buffer any more. 1 MiB. */
  maxBuffered?: number;
  /** Whether the address is a consumer's route. It is, unless its path ends as a group's does: /groups/NAMES. */
  session?: boolean;
}

/** What happens on a Fanfare beside what happens on a WebSocket. */
export interface FanfareEventMap extends WebSocketEventMap {
  /** The transport is another one; "none" while there is none, with the reason, and the delay until it comes back. */
  transport: CustomEvent<{ transport: Transport | "none"; reason?: string; delay?: number; problem?: Problem }>;
  /** Something is missing here, between the message before and the one after. */
  gap: CustomEvent<Gap | SessionGap>;
}

type Listener<T> = ((this: any, event: T) => any) | null;

/**
 * A WebSocket that survives its links: its conversation goes on over a break, and over other transports, with nothing
 * lost and nothing repeated.
 */
export class Fanfare extends EventTarget implements WebSocket, Face {
  declare static readonly CONNECTING: 0;
  declare static readonly OPEN: 1;
  declare static readonly CLOSING: 2;
  declare static readonly CLOSED: 3;
  declare readonly CONNECTING: 0;
  declare readonly OPEN: 1;
  declare readonly CLOSING: 2;
  declare readonly CLOSED: 3;
  declare onopen: Listener<Event>;
  declare onmessage: Listener<MessageEvent>;
  declare onerror: Listener<Event & { problem?: Problem }>;
  declare onclose: Listener<CloseEvent>;
  declare ontransport: Listener<FanfareEventMap["transport"]>;
  declare ongap: Listener<FanfareEventMap["gap"]>;
  declare addEventListener: {
    <K extends keyof FanfareEventMap>(
      type: K,
      listener: (this: WebSocket, event: FanfareEventMap[K]) => any,
      options?: boolean | AddEventListenerOptions,
    ): void;
    (
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
  };
  declare removeEventListener: {
    <K extends keyof FanfareEventMap>(
      type: K,
      listener: (this: WebSocket, event: FanfareEventMap[K]) => any,
      options?: boolean | EventListenerOptions,
    ): void;
    (type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
  };

  /** The transports, in the order of preference. */
  declare static readonly transports: readonly Transport[];
  /** Reads the groups of one URL, without the dress of a WebSocket. */
  declare static readonly subscribe: typeof subscribe;
  /** Publishes without a subscription. */
  declare static readonly publish: typeof publish;

  declare readonly url: string;
  declare readonly readyState: 0 | 1 | 2 | 3;
  /** Bytes that were sent and are not acknowledged. */
  declare readonly bufferedAmount: number;
  declare readonly protocol: string;
  declare readonly extensions: string;
  /** What carries it now; "none" during a break. */
  declare readonly transport: Transport | "none";

  private _now = { ...AT_FIRST };
  private _closed = false;
  /** @internal */
  declare _ending?: Ending;
  private _binaryType: BinaryType = "blob";
  private _talk: Talk;

  /**
   * @param url as of a WebSocket, or a function that is asked for it before each attempt
   * @param protocols the application's subprotocols that are offered
   */
  constructor(
    url: Asked<string | URL>,
    protocols: string | string[] = [],
    private readonly _options: FanfareOptions = {},
  ) {
    super();
    const offered = typeof protocols === "string" ? [protocols] : [...protocols].map(String);
    if (offered.some((each, n) => !TOKEN.test(each) || offered.indexOf(each) !== n)) {
      throw syntaxError("an invalid or repeated subprotocol");
    }
    let group = false;
    if (typeof url !== "function") {
      const parsed = parse(url);
      this._now.url = asSocket(parsed).href;
      group = /\/groups\/[^/]+$/.test(parsed.pathname);
      url = parsed;
    }
    this._talk =
      (_options.session ?? !group) ? new Session(url, offered, _options, this) : new GroupTalk(url, _options, this);
  }

  get binaryType(): BinaryType {
    return this._binaryType;
  }

  set binaryType(type: BinaryType) {
    if (type === "blob" || type === "arraybuffer") this._binaryType = type;
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (!this.readyState) throw new DOMException("not open yet", "InvalidStateError");
    const entry: Entry = { size: 0 };
    const blob = globalThis.Blob && data instanceof Blob ? data : undefined;
    if (blob) entry.size = blob.size;
    else if (isBytes(data)) {
      entry.message = viewOf(data).slice();
      entry.size = data.byteLength;
    } else {
      entry.message = String(data).replace(/\p{Surrogate}/gu, "\ufffd");
      entry.size = utf8Length(entry.message);
    }
    this._now.bufferedAmount += entry.size;
    if (this.readyState !== Ready.OPEN) return;
    if (this.bufferedAmount > (this._options.maxBuffered ?? Bound.MOST_BUFFERED)) return this._fail();
    this._talk._send(entry);
    blob?.arrayBuffer().then(
      (bytes) => {
        entry.message = new Uint8Array(bytes);
        this._talk._flush();
      },
      () => this._fail(),
    );
  }

  close(code?: number, reason = ""): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new DOMException("a code is 1000, or 3000 to 4999", "InvalidAccessError");
    }
    if (utf8Length(reason) > Bound.MOST_REASON) throw syntaxError(`a reason has at most ${Bound.MOST_REASON} bytes`);
    if (!this.readyState) this._fail();
    else if (this.readyState === Ready.OPEN) {
      this._now.readyState = Ready.CLOSING;
      this._ending = { code, reason };
      setTimeout(() => this.readyState === Ready.CLOSING && this._fail(), Bound.END_WITHIN);
      this._talk._flush();
    }
  }

  private _fail(problem?: Problem): void {
    this._over(1006, "", false, problem);
  }

  // What its talk tells it.

  /** @internal */
  _state(state: State, { transport, reason, delay, problem, status = 0 }: Detail): void {
    if (this._closed) return;
    if (state === "refused") {
      return this._over(status < 1000 ? 4000 + status : status, codeOf(problem) || reason!, false, problem);
    }
    if (state === "waiting" && this._options.reconnect === false && !this._talk._lives()) return this._fail(problem);
    const now = state === "open" ? transport! : "none";
    if (now === this.transport && state !== "waiting") return;
    this._now.transport = now;
    this._tell(new CustomEvent("transport", { detail: { transport: now, reason, delay, problem } }));
  }

  /** @internal */
  _open(protocol: string): void {
    this._now.protocol = protocol;
    this._now.readyState = Ready.OPEN;
    this._tell(new Event("open"), { resumed: false });
  }

  /** @internal */
  _message(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== Ready.OPEN) return;
    const data =
      typeof message === "string" ? message : this._binaryType === "blob" ? new Blob([message]) : message.buffer;
    this._tell(new MessageEvent("message", { data, origin: this.url && new URL(this.url).origin }));
  }

  /** @internal */
  _gap(detail: Gap | SessionGap): void {
    this._tell(new CustomEvent("gap", { detail }));
  }

  /** @internal */
  _lost(gap: SessionGap): void {
    if (this._ending || this._options.reconnect === false) return this._fail();
    this._now.readyState = Ready.CONNECTING;
    this._now.bufferedAmount = 0;
    this._gap(gap);
  }

  /** @internal */
  _acked(size: number): void {
    this._now.bufferedAmount -= size;
  }

  /** @internal */
  _error(problem?: Problem): void {
    this._tell(new Event("error"), { problem });
  }

  /** @internal */
  _ended(): void {
    const { code = 1005, reason } = this._ending ?? { reason: "" };
    this._over(code, reason, true);
  }

  /** @internal */
  _over(code: number, reason: string, wasClean: boolean, problem?: Problem): void {
    if (this._closed) return;
    this._closed = true;
    this._talk.close();
    this._now.readyState = Ready.CLOSING;
    setTimeout(() => {
      this._now.readyState = Ready.CLOSED;
      this._now.transport = "none";
      if (!wasClean) this._error(problem);
      this._tell(new CloseEvent("close", { code, reason, wasClean }));
    });
  }

  private _tell(event: Event, more?: object): void {
    this.dispatchEvent(Object.assign(event, more));
  }
}

["CONNECTING", "OPEN", "CLOSING", "CLOSED"].forEach((name, value) => {
  define(Fanfare, name, () => value);
  define(Fanfare.prototype, name, () => value);
});
for (const name of Object.keys(AT_FIRST)) {
  define(Fanfare.prototype, name, function (this: any) {
    return this._now[name];
  });
}
for (const [name, value] of Object.entries({ transports: TRANSPORTS, subscribe, publish })) {
  define(Fanfare, name, () => value);
}
defineHandlers(Fanfare.prototype, ["open", "message", "error", "close", "transport", "gap"]);

const syntaxError = (message: string): DOMException => new DOMException(message, "SyntaxError");

function parse(url: string | URL): URL {
  let parsed: URL | undefined;
  try {
    parsed = resolve(url);
  } catch (invalid) {
    // told below
  }
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.href.includes("#")) {
    throw syntaxError(`no address of a WebSocket: ${url}`);
  }
  return parsed;
}
