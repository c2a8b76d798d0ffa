import { utf8Length } from "./bytes.js";
import { type Content, kindOf, largestFrame, toMembers, tooLarge } from "./content.js";
import { Fault, faultOfProblem } from "./fault.js";
import type { Frame } from "./frames.js";
import type { Link } from "./link.js";
import type { Receipt } from "./publish.js";

const enum Bound {
  /** How long a socket that was left waits for answers. */
  LEAVE_WITHIN = 5_000,
}

/** What is asked over one WebSocket of the subprotocol `fanfare`, and answered by the replies that come over it. */
export class Asking {
  _channel: string | null = null;
  /** What the server said of its end. */
  _closing?: { reason?: string; retry?: number };
  private _maxSize = 0;
  private _lastId = 0;
  private _over = false;
  private _asked = new Map<string, [(receipt: Receipt) => void, (fault: Fault) => void]>();
  private _socket?: WebSocket;

  constructor(private readonly _link: Link) {}

  _hello({ channel, maxSize }: { channel: string; maxSize: number }): void {
    this._channel = channel;
    this._maxSize = maxSize;
  }

  /**
   * Promises the answer, or gives undefined if the message may be sent, but not in a frame. That has a bound too, and
   * blanks around a JSON value in it are not part of the message, which a channel does not mind; and a published
   * message's type has to be of the kind of its content, as it need not be of a body: SVG from a string.
   */
  _ask(kind: "publish" | "send", content: Content, type?: string, more = ""): Promise<Receipt> | undefined {
    if (this._over) return undefined;
    if (content.size > this._maxSize) throw tooLarge(this._maxSize);
    const blanks = content.kind === "json" && /^\s|\s$/.test(content.text);
    const other = type && kindOf(type) !== content.kind;
    if (kind === "publish" && (blanks || other)) return undefined;
    const id = String(++this._lastId);
    const frame = `{"${kind}":{"id":"${id}",${more}${toMembers(content, type)}}}`;
    if (utf8Length(frame) > largestFrame(this._maxSize)) return undefined;
    return new Promise((resolve, reject) => {
      this._link._write!(frame);
      this._asked.set(id, [resolve, reject]);
    });
  }

  _answer({ id, problem, ...reply }: any): void {
    const [resolve, reject] = this._asked.get(id) ?? [];
    this._asked.delete(id);
    if (problem) reject?.(faultOfProblem(problem));
    else resolve?.(reply);
  }

  /** Left for another transport it still waits, for a while, for the answers to what it has sent. */
  _leave(socket: WebSocket): void {
    this._socket = socket;
    if (!this._asked.size) socket.close(1000);
    else setTimeout(() => socket.close(1000), Bound.LEAVE_WITHIN);
    this._channel = null;
  }

  /** A frame that comes after it was left. */
  _late({ reply }: Frame): void {
    if (!reply) return;
    this._answer(reply);
    if (!this._asked.size) this._socket?.close(1000);
  }

  _ended(fault: Fault): void {
    this._over = true;
    for (const [, reject] of this._asked.values()) {
      reject(new Fault(`${fault.message}: whether the message was taken is not known`, fault));
    }
    this._asked.clear();
  }
}
