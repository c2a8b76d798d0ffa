import { toBase64, utf8Length } from "./bytes.js";
import type { Entry } from "./talk.js";

const enum Bound {
  /** Bytes; a frame of several messages that is no longer than this is taken whatever the server's bounds are. */
  FRAME = 4_000,
}

/** Messages to the server, numbered 1, 2, 3 …, which are kept until they are acknowledged. */
export class Outbox {
  private _entries: Entry[] = [];
  private _acked = 0;
  private _sent = 0; // the last one that was sent over the present link

  _add(entry: Entry): void {
    this._entries.push(entry);
  }

  /** How many are not acknowledged. */
  get _count(): number {
    return this._entries.length;
  }

  /** How many of them were sent and are not acknowledged. */
  get _underway(): number {
    return this._sent - this._acked;
  }

  /** Takes up to a number off; returns how many bytes that are. */
  _acknowledge(number: number): number {
    const gone = this._entries.splice(0, Math.max(0, number - this._acked));
    this._acked += gone.length;
    this._sent = Math.max(this._sent, this._acked);
    return gone.reduce((sum, { size }) => sum + size, 0);
  }

  /** All that are left are sent again. */
  _again(): void {
    this._sent = this._acked;
  }

  /** The next of them, as a member of a frame: as many as fit into one and into the window. */
  _next(window: number): string | undefined {
    const ups: string[] = [];
    let size = 0;
    while (this._underway < window) {
      const message = this._entries[this._underway]?.message;
      if (message === undefined) break;
      const content = typeof message === "string" ? JSON.stringify(message) : `null,"${toBase64(message)}"`;
      const up = `[${this._sent + 1},${content}]`;
      size += utf8Length(up) + 1;
      if (ups.length && size > Bound.FRAME) break;
      ups.push(up);
      this._sent++;
    }
    return ups.length ? `"up":[${ups}]` : undefined;
  }
}
