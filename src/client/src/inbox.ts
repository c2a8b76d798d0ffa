import { Fault } from "./fault.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** So many messages are acknowledged without waiting. */
  ACK_AFTER = 16,
  ACK_WITHIN = 1_000,
}

/** How far the server's messages and relayed publications have come to the page, and how far the server knows it. */
export class Inbox {
  _cursor = "";
  private _received = 0;
  private _told = 0;
  private _due = false;
  private _timer?: ReturnType<typeof setTimeout>;

  /** @param _whenDue is called when an acknowledgement has waited for long enough */
  constructor(private readonly _whenDue: () => void) {}

  /** Whether a message is the next, and not one that was here before. */
  _takes(number: number): boolean {
    if (number > this._received + 1) throw new Fault("a message is missing");
    if (number <= this._received) return false;
    this._received = number;
    return true;
  }

  /** Where the page is; the server is told. */
  _where(): { ack: number; cursor?: string } {
    return { ack: this._ack(), ...(this._cursor && { cursor: this._cursor }) };
  }

  /** The number up to which all messages have come; the server is told. */
  _ack(): number {
    this._told = this._received;
    this._due = false;
    clearTimeout(this._timer);
    this._timer = undefined;
    return this._told;
  }

  /** What the server was told did not reach it: it has to be told now. */
  _unheard(): void {
    this._told = 0;
    this._due = true;
  }

  /** Whether the server has to be told now. If it has to be told later, the time runs from now on. */
  _owes(): boolean {
    const owed = this._received - this._told;
    if (owed) {
      this._timer = this._timer ?? setTimeout(() => {
        this._timer = undefined;
        this._due = true;
        this._whenDue();
      }, Bound.ACK_WITHIN);
    }
    return owed >= (this._due ? 1 : Bound.ACK_AFTER);
  }
}
