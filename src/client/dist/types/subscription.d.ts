import type { Transport } from "./choice.js";
import { type LinkOptions, type Detail, type State, Conversation } from "./conversation.js";
import { type Costs } from "./costs.js";
import { type StreamEvent } from "./events.js";
import { type Frame, type Gap, type Publication } from "./frames.js";
import { type Asked, type Headers } from "./http.js";
import type { Link } from "./link.js";
import { type PublishOptions, type Receipt } from "./publish.js";
/** All may be left out. */
export interface SubscribeOptions extends LinkOptions {
    /** A cursor to go on from, or "start" for everything retained. */
    after?: string | null;
    /** How many of each group's newest publications to begin with; without after and last: none, from now. */
    last?: number;
    /** Messages are passed through JSON.parse; what is not JSON stays a string. */
    json?: boolean;
    onMessage?(message: any, publication: Publication): void;
    onGap?(gap: Gap): void;
    onState?(state: State, detail: Detail): void;
    /** What was sent to this connection's own channel (WebSocket only). */
    onChannelMessage?(message: any, raw: unknown): void;
}
/** Reads the groups of one URL: it has a cursor, and carries it over every break and from one transport to another. */
export declare class Subscription extends Conversation {
    private readonly _options;
    /** Where reading has come to: never ahead of what onMessage has been given. */
    cursor: string | null;
    /** The cursor that the next link starts with: ahead of `cursor` only while a frame is being delivered. */
    private _next?;
    private _onlyGroup;
    private _asking;
    constructor(url: Asked<string | URL>, _options?: SubscribeOptions);
    /** The name of this connection's own channel; null on other transports than WebSocket. */
    get channel(): string | null;
    get costs(): Record<Transport | "publish", Costs>;
    /**
     * Publishes. A string is sent as text, bytes as bytes, all else as JSON. It fails with an Error that has status and
     * problem; over WebSocket what is too large is not sent at all. With a key it is retried until it is answered, and
     * still taken once; without one a break before the answer leaves open whether it was taken: it fails.
     */
    publish(message: unknown, { type, key }?: PublishOptions): Promise<Receipt>;
    /** Sends to a channel by its name (WebSocket only). */
    send(channel: string, message: unknown, { type }?: {
        type?: string;
    }): Promise<Receipt>;
    private _current;
    _address(more?: Record<string, unknown>): Promise<URL>;
    _protocols(): string[];
    _greet(link: Link): void;
    _frame(link: Link, frame: Frame): void;
    _closed(link: Link, code: number, reason: string): Promise<void>;
    _leave(link: Link, socket: WebSocket): void;
    _events(link: Link): (event: StreamEvent) => void;
    _answer(link: Link, body: string): boolean;
    private _deliver;
    _told(state: State, detail: Detail): void;
    private _call;
}
/** Publishes without a subscription. */
export declare function publish(url: string | URL, message: unknown, options?: PublishOptions & {
    headers?: Asked<Headers>;
}): Promise<Receipt>;
export declare const subscribe: (url: string | URL, options?: SubscribeOptions) => Subscription;
