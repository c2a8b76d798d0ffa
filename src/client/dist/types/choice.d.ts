import type { Fault } from "./fault.js";
export type Transport = "websocket" | "sse" | "poll";
/** In the order of preference. */
export declare const TRANSPORTS: readonly Transport[];
/** Throws a TypeError for what is no transport. */
export declare function check(transport: string): void;
/**
 * Which transport is tried next. One that never worked is left for the next one at once, one that has worked only after
 * three dead links in a row. What says nothing of the transport, such as a server that is away, moves nothing. What
 * worked is remembered by the tab, for an hour, by the server's origin.
 */
export declare class Choice {
    _wanted: Transport | "auto";
    private _avoid;
    private _worked;
    private _dead;
    private _origin;
    private _network;
    constructor(wanted: Transport | "auto");
    /** Begins with what worked at this server before. */
    _recall(origin: string): void;
    _best(): Transport;
    _use(wanted: Transport | "auto"): void;
    /** All may be tried again, with `once` until the first dead link. */
    _again(once?: boolean): void;
    _opened(transport: Transport): void;
    /** The network is another one, perhaps. */
    _online(): void;
    /** Whether another transport is to be tried at once. */
    _failed(transport: Transport, opened: boolean, fault: Fault): boolean;
    private _leave;
    private _next;
}
