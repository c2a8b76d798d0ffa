import { Asking } from "./asking.js";
import type { Transport } from "./choice.js";
import { type LinkOptions, type Detail, type State, Conversation } from "./conversation.js";
import { toContent } from "./content.js";
import { type Costs, noCosts } from "./costs.js";
import { type StreamEvent, withBreaks } from "./events.js";
import { Fault, refusal } from "./fault.js";
import { type Frame, type Gap, parseFrame, type Publication, toMessage } from "./frames.js";
import { type Asked, type Headers, ask, resolve, withQuery } from "./http.js";
import type { Link } from "./link.js";
import { persist, post, type PublishOptions, type Receipt } from "./publish.js";

/** All may be left out. */
export interface SubscribeOptions extends LinkOptions {
  /** A cursor to go on from, or "start" for everything retained. */
  after?: string | null;
  /** How many of each group's newest publications to begin with; without after and last: none, from now. */
  last?: number;
  /** Messages are passed through JSON.parse; what is not JSON stays a string. */
  json?: boolean;
  onMessage?(message: any, publication: Publication): void;
  onGap?(gap: Gap): void;
  onState?(state: State, detail: Detail): void;
  /** What was sent to this connection's own channel (WebSocket only). */
  onChannelMessage?(message: any, raw: unknown): void;
}

/** Reads the groups of one URL: it has a cursor, and carries it over every break and from one transport to another. */
export class Subscription extends Conversation {
  /** Where reading has come to: never ahead of what onMessage has been given. */
  cursor: string | null;
  /** The cursor that the next link starts with: ahead of `cursor` only while a frame is being delivered. */
  private _next?: string;
  private _onlyGroup: string | null = null;
  private _asking = new Map<Link, Asking>();

  constructor(
    url: Asked<string | URL>,
    private readonly _options: SubscribeOptions = {},
  ) {
    super(typeof url === "function" ? url : resolve(url), _options);
    this.cursor = _options.after && _options.after !== "start" ? _options.after : null;
  }

  /** The name of this connection's own channel; null on other transports than WebSocket. */
  get channel(): string | null {
    return this._current()?._channel ?? null;
  }

  get costs(): Record<Transport | "publish", Costs> {
    const copy = JSON.parse(JSON.stringify({ ...this._allCosts, publish: this._publishing }));
    if (this._link) copy[this._link._transport].time += performance.now() - this._link._since;
    return copy;
  }

  /**
   * Publishes. A string is sent as text, bytes as bytes, all else as JSON. It fails with an Error that has status and
   * problem; over WebSocket what is too large is not sent at all. With a key it is retried until it is answered, and
   * still taken once; without one a break before the answer leaves open whether it was taken: it fails.
   */
  async publish(message: unknown, { type, key }: PublishOptions = {}): Promise<Receipt> {
    const content = toContent(message, type);
    return persist(async (attempt) => {
      // A key is of its caller, and a caller whom headers name is another one over a WebSocket, which has none.
      const carried = attempt === 0 && !(key && this._linkOptions.headers);
      const asking = carried && this.state === "open" && this._current();
      const answer = asking && asking._ask("publish", content, type, key ? `"key":${JSON.stringify(key)},` : "");
      if (answer) return answer;
      const url = await this._base();
      url.search = "";
      return post(url, content, { type, key, headers: await this._headers() }, this._publishing);
    }, key, this._resting);
  }

  /** Sends to a channel by its name (WebSocket only). */
  async send(channel: string, message: unknown, { type }: { type?: string } = {}): Promise<Receipt> {
    const asking = this.state === "open" && this._current();
    if (!asking) throw new Fault("no WebSocket is open");
    const answer = asking._ask("send", toContent(message, type), type, `"channel":${JSON.stringify(channel)},`);
    if (!answer) throw refusal("too-large", 413, "Too large", "it fits in no frame");
    return answer;
  }

  private _current(): Asking | undefined {
    return this._link && this._asking.get(this._link);
  }

  async _address(more: Record<string, unknown> = {}): Promise<URL> {
    const url = await this._base();
    const groups = decodeURIComponent(url.pathname.split("/").pop()!).split(",");
    // ~ is a name that only the server knows
    this._onlyGroup = groups.length === 1 && !groups[0]!.includes("~") ? groups[0]! : null;
    const { after, last } = this._options;
    const from = this._next
      ? { after: this._next }
      : after !== undefined
        ? { after }
        : last !== undefined
          ? { last }
          : {};
    return withQuery(url, { ...from, ...more });
  }

  _protocols(): string[] {
    return ["fanfare"];
  }

  _greet(link: Link): void {
    this._asking.set(link, new Asking(link)); // the server begins
  }

  _frame(link: Link, frame: Frame): void {
    const asking = this._asking.get(link)!;
    if (!link._live) return asking._late(frame);
    if (frame.hello) {
      this._heartbeat = frame.hello.heartbeat;
      asking._hello(frame.hello);
      this._deliver(link, { cursor: frame.hello.cursor });
    } else if (frame.reply) asking._answer(frame.reply);
    else if (frame.messages) {
      for (const raw of frame.messages) this._call("onChannelMessage", toMessage(raw, this._options.json), raw);
    } else if (frame.closing) asking._closing = frame.closing;
    else if (frame.cursor) this._deliver(link, frame);
  }

  async _closed(link: Link, code: number, reason: string): Promise<void> {
    const asking = this._asking.get(link);
    const closing = asking?._closing;
    const said = closing?.reason || reason;
    // Codes that say that this client is at fault: it would only happen again.
    const final = [1003, 1008, 4003].includes(code);
    const why = said ? `closed: ${said}` : link._openedAt ? "the connection broke" : "it could not be opened";
    let fault = new Fault(why, { status: code, retry: closing?.retry, final });
    asking?._ended(fault);
    this._asking.delete(link);
    // A script is not told why an upgrade was refused. Where no other transport follows that would be, ask.
    if (link._live && !link._openedAt && this._choice._wanted === "websocket") {
      fault = await link._request("application/json", { wait: 0 }).then(
        () => fault,
        (told) => told,
      );
    }
    link._broken(fault);
  }

  _leave(link: Link, socket: WebSocket): void {
    const asking = this._asking.get(link);
    if (asking) asking._leave(socket);
    else socket.close(1000);
  }

  _events(link: Link): (event: StreamEvent) => void {
    let cursor: string | undefined;
    return (event) => {
      const { id, event: name, data } = event;
      cursor = id ?? cursor;
      const frame: Frame = { cursor };
      const bare = { group: this._onlyGroup, offset: null, time: null, type: null };
      if (name === "gap") frame.gaps = [JSON.parse(data!)];
      else if (name === "bytes") frame.publications = [{ ...bare, base64: data! }];
      else if (data !== undefined && !name) frame.publications = [{ ...bare, text: withBreaks(event) }];
      if (cursor !== undefined) this._deliver(link, frame);
    };
  }

  _answer(link: Link, body: string): boolean {
    const answer = parseFrame(body);
    this._deliver(link, answer);
    if (answer.retry !== undefined) throw new Fault("the server is stopping", { retry: answer.retry });
    return answer.publications!.length + answer.gaps!.length > 0;
  }

  private _deliver(link: Link, { cursor, gaps = [], publications = [] }: Frame): void {
    link._costs.messages += publications.length;
    link._works();
    if (link !== this._link) return;
    this._next = cursor;
    // A whole frame is delivered even if a callback switches or pauses: the next link starts behind it.
    for (const gap of gaps) if (!this._isOver()) this._call("onGap", gap);
    for (const publication of publications) {
      if (!this._isOver()) this._call("onMessage", toMessage(publication, this._options.json), publication);
    }
    if (!this._isOver()) this.cursor = cursor!;
  }

  _told(state: State, detail: Detail): void {
    this._call("onState", state, detail);
  }

  private _call(name: "onMessage" | "onGap" | "onState" | "onChannelMessage", ...args: any[]): void {
    try {
      (this._options[name] as ((...args: any[]) => void) | undefined)?.(...args);
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
}

/** Publishes without a subscription. */
export async function publish(
  url: string | URL,
  message: unknown,
  options: PublishOptions & { headers?: Asked<Headers> } = {},
): Promise<Receipt> {
  const target = resolve(url);
  const content = toContent(message, options.type);
  return persist(
    async () => post(target, content, { ...options, headers: await ask(options.headers ?? {}) }, noCosts()),
    options.key,
  );
}

export const subscribe = (url: string | URL, options: SubscribeOptions = {}): Subscription =>
  new Subscription(url, options);
