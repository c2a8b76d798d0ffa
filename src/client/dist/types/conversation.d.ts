import { type Resting } from "./backoff.js";
import { Choice, type Transport } from "./choice.js";
import { type Costs } from "./costs.js";
import type { StreamEvent } from "./events.js";
import { type Problem } from "./fault.js";
import type { Frame } from "./frames.js";
import { type Asked, type Headers } from "./http.js";
import { Link } from "./link.js";
export type State = "connecting" | "open" | "waiting" | "paused" | "closed" | "refused";
/** What is told with a state, where it applies. */
export interface Detail {
    transport: Transport | null;
    reason?: string;
    /** Milliseconds until it comes back. */
    delay?: number;
    problem?: Problem;
    /** The status of the answer, or the code with which a WebSocket was closed. */
    status?: number;
}
export interface LinkOptions {
    transport?: Transport | "auto";
    headers?: Asked<Headers>;
    /** Gets a ticket, which makes this client a user; asked before each link is opened, since a ticket is used once. */
    getTicket?: () => string | Promise<string>;
    /** Milliseconds between the server's signs of life, where it does not tell them. */
    heartbeat?: number;
}
/**
 * What goes on over links that come and go: the one state machine of choosing a transport, leaving it, and coming back.
 * What is said over a link is the subclass's own.
 */
export declare abstract class Conversation {
    private readonly _source;
    readonly _linkOptions: LinkOptions;
    state: State;
    _link?: Link;
    _heartbeat: number;
    _choice: Choice;
    _allCosts: Record<Transport, Costs>;
    _publishing: Costs;
    private _timer?;
    private _better?;
    private _betterAfter;
    private _failures;
    /** What wakes requests that rest before they are repeated. */
    _resting: Resting;
    /** Since when it is answered with 404 by something else; null once a link has opened. */
    private _absentSince?;
    constructor(_source: Asked<string | URL>, _linkOptions: LinkOptions);
    /** The address to ask at, with what is asked for now. */
    abstract _address(more?: Record<string, unknown>): Promise<URL>;
    /** Subprotocols to offer. */
    abstract _protocols(): string[];
    /** A WebSocket has opened. */
    abstract _greet(link: Link): void;
    /** A frame has come over a WebSocket. */
    abstract _frame(link: Link, frame: Frame): void;
    /** A WebSocket has been closed. */
    abstract _closed(link: Link, code: number, reason: string): void;
    /** A WebSocket is left, or has been closed. */
    abstract _leave(link: Link, socket: WebSocket): void;
    /** Takes the events of a stream. */
    abstract _events(link: Link): (event: StreamEvent) => void;
    /** Takes the answer to a poll; whether there was anything in it. */
    abstract _answer(link: Link, body: string): boolean;
    /** The state has changed. */
    abstract _told(state: State, detail: Detail): void;
    /** Does what has to be done before requests can be a link. */
    _ready(_link: Link): Promise<void>;
    _headers(): Promise<Headers>;
    _base(): Promise<URL>;
    /** The address at which a link is opened, with a ticket if the page gets them. */
    _opening(more?: Record<string, unknown>): Promise<URL>;
    get transport(): Transport | null;
    /** Goes on over another transport. */
    use(transport: Transport | "auto"): void;
    pause(): void;
    resume(): void;
    close(): void;
    _isOver(): boolean;
    _connect(): void;
    /** Leaves the link, if there is one. */
    _drop(): void;
    _opened(link: Link): void;
    private _waitForBetter;
    /**
     * Tries a WebSocket beside the link that lives, and goes over to one if it opens. Whether it carries anything is seen
     * only then: if not, it is left at once, and the next attempt is a long while off.
     */
    private _tryBetter;
    _broken(link: Link, error: unknown): void;
    private _rouse;
    /** Comes back after a while, the longer the more links did not live. */
    _comeBack(link: Link | undefined, said: Partial<Detail>, retry?: number): void;
    private _isAbsent;
    /** Has the quarter of a minute begin anew, unless the address was the right one once. */
    private _forgetAbsence;
    /** Only where there is a window, or a worker's scope, and a document. */
    private _listen;
    private _online;
    /** The person is back, or the network: look at once. */
    private _wake;
    /**
     * The page goes. One that is kept lets its link go, as a browser would by itself, but a WebSocket without the code that
     * ends a session.
     */
    private _hide;
    /** The page goes. */
    _farewell(): void;
    private _become;
}
