import type { Fault } from "./fault.js";

export type Transport = "websocket" | "sse" | "poll";

/** In the order of preference. */
export const TRANSPORTS: readonly Transport[] = Object.freeze(["websocket", "sse", "poll"] as const);

/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** How long a transport is left alone that could not be opened. */
  AVOID = 5 * 60_000,
  /** How long the tab remembers which one worked. */
  KEEP = 60 * 60_000,
  /** So many dead links in a row, and a transport that once worked is left. */
  DEAD = 3,
}

/** Throws a TypeError for what is no transport. */
export function check(transport: string): void {
  if (transport === "auto" || TRANSPORTS.includes(transport as Transport)) return;
  throw new TypeError(`transport is "${transport}"; it must be "auto", "${TRANSPORTS.join('", "')}".`);
}

const network = (): unknown => (globalThis.navigator as any)?.connection?.type;

/**
 * Which transport is tried next. One that never worked is left for the next one at once, one that has worked only after
 * three dead links in a row. What says nothing of the transport, such as a server that is away, moves nothing. What
 * worked is remembered by the tab, for an hour, by the server's origin.
 */
export class Choice {
  _wanted: Transport | "auto";
  private _avoid = new Map<Transport, number>(); // until when
  private _worked = new Set<Transport>();
  private _dead = 0;
  private _origin = "";
  private _network = network();

  constructor(wanted: Transport | "auto") {
    check(wanted);
    this._wanted = wanted;
  }

  /** Begins with what worked at this server before. */
  _recall(origin: string): void {
    if (this._origin) return;
    this._origin = "fanfare " + origin;
    const kept = storage((box) => JSON.parse(box.getItem(this._origin)!));
    if (!kept || kept.until < Date.now() || kept.network !== this._network) return;
    for (const each of TRANSPORTS.slice(0, TRANSPORTS.indexOf(kept.transport))) this._leave(each);
  }

  _best(): Transport {
    return this._wanted === "auto" ? this._next()! : this._wanted;
  }

  _use(wanted: Transport | "auto"): void {
    this._wanted = wanted;
    this._again();
  }

  /** All may be tried again, with `once` until the first dead link. */
  _again(once?: boolean): void {
    this._avoid.clear();
    this._dead = once ? Bound.DEAD - 1 : 0;
  }

  _opened(transport: Transport): void {
    this._worked.add(transport);
    this._dead = 0;
    if (this._wanted !== "auto") return;
    const kept = { transport, until: Date.now() + Bound.KEEP, network: this._network };
    storage((box) => box.setItem(this._origin, JSON.stringify(kept)));
  }

  /** The network is another one, perhaps. */
  _online(): void {
    if (network() === this._network) return;
    this._network = network();
    this._again();
  }

  /** Whether another transport is to be tried at once. */
  _failed(transport: Transport, opened: boolean, fault: Fault): boolean {
    if (this._wanted !== "auto" || (opened && !fault.final)) return false;
    if (this._worked.has(transport) && !fault.final && ++this._dead < Bound.DEAD) return false;
    this._dead = 0;
    this._leave(transport);
    if (this._next() && !fault._unreachable && fault.retry === undefined) return true;
    this._avoid.clear(); // it is the server that is away, not the transport
    return false;
  }

  private _leave(transport: Transport): void {
    this._avoid.set(transport, performance.now() + Bound.AVOID);
  }

  private _next(): Transport | undefined {
    const now = performance.now();
    return TRANSPORTS.find((transport) => !(this._avoid.get(transport)! > now));
  }
}

/** A page may have no storage, or may not use it. */
function storage<T>(use: (box: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch (none) {
    return undefined;
  }
}
