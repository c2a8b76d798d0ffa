import { type Transport } from "./choice.js";
import type { Detail, State } from "./conversation.js";
import { type Problem } from "./fault.js";
import type { Gap } from "./frames.js";
import { type Asked } from "./http.js";
import { publish, subscribe } from "./subscription.js";
import type { Ending, Face, SessionGap, TalkOptions } from "./talk.js";
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
    transport: CustomEvent<{
        transport: Transport | "none";
        reason?: string;
        delay?: number;
        problem?: Problem;
    }>;
    /** Something is missing here, between the message before and the one after. */
    gap: CustomEvent<Gap | SessionGap>;
}
type Listener<T> = ((this: any, event: T) => any) | null;
/**
 * A WebSocket that survives its links: its conversation goes on over a break, and over other transports, with nothing
 * lost and nothing repeated.
 */
export declare class Fanfare extends EventTarget implements WebSocket, Face {
    private readonly _options;
    static readonly CONNECTING: 0;
    static readonly OPEN: 1;
    static readonly CLOSING: 2;
    static readonly CLOSED: 3;
    readonly CONNECTING: 0;
    readonly OPEN: 1;
    readonly CLOSING: 2;
    readonly CLOSED: 3;
    onopen: Listener<Event>;
    onmessage: Listener<MessageEvent>;
    onerror: Listener<Event & {
        problem?: Problem;
    }>;
    onclose: Listener<CloseEvent>;
    ontransport: Listener<FanfareEventMap["transport"]>;
    ongap: Listener<FanfareEventMap["gap"]>;
    addEventListener: {
        <K extends keyof FanfareEventMap>(type: K, listener: (this: WebSocket, event: FanfareEventMap[K]) => any, options?: boolean | AddEventListenerOptions): void;
        (type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
    };
    removeEventListener: {
        <K extends keyof FanfareEventMap>(type: K, listener: (this: WebSocket, event: FanfareEventMap[K]) => any, options?: boolean | EventListenerOptions): void;
        (type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
    };
    /** The transports, in the order of preference. */
    static readonly transports: readonly Transport[];
    /** Reads the groups of one URL, without the dress of a WebSocket. */
    static readonly subscribe: typeof subscribe;
    /** Publishes without a subscription. */
    static readonly publish: typeof publish;
    readonly url: string;
    readonly readyState: 0 | 1 | 2 | 3;
    /** Bytes that were sent and are not acknowledged. */
    readonly bufferedAmount: number;
    readonly protocol: string;
    readonly extensions: string;
    /** What carries it now; "none" during a break. */
    readonly transport: Transport | "none";
    private _now;
    private _closed;
    /** @internal */
    _ending?: Ending;
    private _binaryType;
    private _talk;
    /**
     * @param url as of a WebSocket, or a function that is asked for it before each attempt
     * @param protocols the application's subprotocols that are offered
     */
    constructor(url: Asked<string | URL>, protocols?: string | string[], _options?: FanfareOptions);
    get binaryType(): BinaryType;
    set binaryType(type: BinaryType);
    send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void;
    close(code?: number, reason?: string): void;
    private _fail;
    /** @internal */
    _state(state: State, { transport, reason, delay, problem, status }: Detail): void;
    /** @internal */
    _open(protocol: string): void;
    /** @internal */
    _message(message: string | Uint8Array<ArrayBuffer>): void;
    /** @internal */
    _gap(detail: Gap | SessionGap): void;
    /** @internal */
    _lost(gap: SessionGap): void;
    /** @internal */
    _acked(size: number): void;
    /** @internal */
    _error(problem?: Problem): void;
    /** @internal */
    _ended(): void;
    /** @internal */
    _over(code: number, reason: string, wasClean: boolean, problem?: Problem): void;
    private _tell;
}
export {};
