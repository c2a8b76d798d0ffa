import type { Entry } from "./talk.js";
/** Messages to the server, numbered 1, 2, 3 …, which are kept until they are acknowledged. */
export declare class Outbox {
    private _entries;
    private _acked;
    private _sent;
    _add(entry: Entry): void;
    /** How many are not acknowledged. */
    get _count(): number;
    /** How many of them were sent and are not acknowledged. */
    get _underway(): number;
    /** Takes up to a number off; returns how many bytes that are. */
    _acknowledge(number: number): number;
    /** All that are left are sent again. */
    _again(): void;
    /** The next of them, as a member of a frame: as many as fit into one and into the window. */
    _next(window: number): string | undefined;
}
