import type { Transport } from "./choice.js";
import type { Conversation } from "./conversation.js";
import type { Costs } from "./costs.js";
/**
 * One connection, or one run of polls, over one transport: from its opening to its break. Once it has ended, whatever
 * still arrives is dropped: its conversation has not come past it, so it comes again on the next link.
 */
export declare class Link {
    readonly _transport: Transport;
    readonly _by: Conversation;
    readonly _costs: Costs;
    _live: boolean;
    _since: number;
    _openedAt?: number;
    _aborter: AbortController;
    /** Sends a frame; a WebSocket that is open has it. */
    _write?: (frame: string) => void;
    private _timer?;
    private _deadline;
    constructor(_transport: Transport, _by: Conversation, _costs: Costs);
    _start(): void;
    /** Asks at the conversation's address; what is not an answer with 2xx is thrown as a Fault. */
    _request(accept: string, more?: Record<string, unknown>): Promise<Response>;
    /** The next sign of life has to come within this time. */
    _expect(ms: number, otherwise: string): void;
    /** There was a sign of life, and there will be another. */
    _heard(): void;
    /** Timers stand still while a computer sleeps: silence over a sleep is a break all the same. */
    _wake(): void;
    /** Something has come over it: it works. */
    _works(): void;
    _broken(error: unknown): void;
    _end(): void;
}
