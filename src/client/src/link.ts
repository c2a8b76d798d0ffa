import type { Transport } from "./choice.js";
import type { Conversation } from "./conversation.js";
import type { Costs } from "./costs.js";
import { Fault } from "./fault.js";
import { request } from "./http.js";
import { poll } from "./poll.js";
import { stream } from "./stream.js";
import { websocket } from "./websocket.js";

const OPEN: Record<Transport, (link: Link) => Promise<void>> = { websocket, sse: stream, poll };
/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** How long a WebSocket has to show its first frame. */
  FRAME_WITHIN = 5_000,
  /** How long a request has to be answered. */
  ANSWER_WITHIN = 10_000,
  /** On top of two heartbeats before silence counts as a break. */
  SLACK = 5_000,
}

/**
 * One connection, or one run of polls, over one transport: from its opening to its break. Once it has ended, whatever
 * still arrives is dropped: its conversation has not come past it, so it comes again on the next link.
 */
export class Link {
  _live = true;
  _since = performance.now();
  _openedAt?: number;
  _aborter = new AbortController();
  /** Sends a frame; a WebSocket that is open has it. */
  _write?: (frame: string) => void;
  private _timer?: ReturnType<typeof setTimeout>;
  private _deadline = 0;

  constructor(
    readonly _transport: Transport,
    readonly _by: Conversation,
    readonly _costs: Costs,
  ) {}

  _start(): void {
    const within = this._transport === "websocket" ? Bound.FRAME_WITHIN : Bound.ANSWER_WITHIN;
    this._expect(within, "it did not open in time");
    OPEN[this._transport](this).catch((error) => this._broken(error));
  }

  /** Asks at the conversation's address; what is not an answer with 2xx is thrown as a Fault. */
  async _request(accept: string, more: Record<string, unknown> = {}): Promise<Response> {
    const headers = { ...(await this._by._headers()), Accept: accept };
    const url = await this._by._opening(more);
    return request(url, { headers, signal: this._aborter.signal }, this._costs);
  }

  /** The next sign of life has to come within this time. */
  _expect(ms: number, otherwise: string): void {
    clearTimeout(this._timer);
    this._deadline = Date.now() + ms;
    this._timer = setTimeout(() => this._broken(new Fault(otherwise)), ms);
  }

  /** There was a sign of life, and there will be another. */
  _heard(): void {
    if (this._live && this._openedAt) {
      this._expect(2 * this._by._heartbeat + Bound.SLACK, "nothing was heard for two heartbeats");
    }
  }

  /** Timers stand still while a computer sleeps: silence over a sleep is a break all the same. */
  _wake(): void {
    if (Date.now() > this._deadline) this._broken(new Fault("nothing was heard over a sleep"));
  }

  /** Something has come over it: it works. */
  _works(): void {
    if (!this._live || this._openedAt) return;
    this._openedAt = performance.now();
    this._by._opened(this);
  }

  _broken(error: unknown): void {
    if (!this._live) return;
    this._end();
    this._by._broken(this, error);
  }

  _end(): void {
    this._live = false;
    this._costs.time += performance.now() - this._since;
    clearTimeout(this._timer);
    this._aborter.abort();
  }
}
