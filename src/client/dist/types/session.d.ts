import { Conversation, type Detail, type State } from "./conversation.js";
import type { StreamEvent } from "./events.js";
import { type Frame } from "./frames.js";
import { type Asked, type Headers } from "./http.js";
import type { Link } from "./link.js";
import type { Entry, Face, Talk, TalkOptions } from "./talk.js";
/**
 * A conversation with a consumer: messages both ways have numbers and are kept until they are acknowledged, so that any
 * link may carry them on. When the server has lost it, a new one is opened, into which nothing of the old one goes.
 */
export declare class Session extends Conversation implements Talk {
    private readonly _offered;
    private readonly _options;
    private readonly _face;
    private _id;
    private _window;
    private _inbox;
    private _outbox;
    private _posting;
    private _said;
    private _renewed;
    private _barred?;
    constructor(url: Asked<string | URL>, _offered: string[], _options: TalkOptions, _face: Face);
    private _newInbox;
    _address(more?: Record<string, unknown>): Promise<URL>;
    /** The id of a session says who its client is, but to a WebSocket, which is told it later. */
    _opening(more?: Record<string, unknown>): Promise<URL>;
    _headers(): Promise<Headers>;
    _protocols(): string[];
    /** Opens the session by a request, if there is none. One that nobody waits for any more, or never did, is ended. */
    _ready(link: Link): Promise<void>;
    private _ask;
    _greet(link: Link): void;
    _frame(link: Link, frame: Frame): void;
    _events(link: Link): (event: StreamEvent) => void;
    _answer(link: Link, body: string): boolean;
    private _take;
    private _opens;
    private _acked;
    _send(entry: Entry): void;
    _flush(): void;
    /** Posts what there is to say, one frame at a time, each until it is answered. */
    private _post;
    private _next;
    /** A poll acknowledges by itself. */
    private _owesAck;
    /** A frame of these messages, or only of an acknowledgement. */
    private _upFrame;
    /** The server says that the session ends. */
    private _closes;
    private _isEnded;
    _closed(link: Link, code: number, reason: string): void;
    _leave(_link: Link, socket: WebSocket): void;
    _broken(link: Link, error: unknown): void;
    /** The session is gone, and what was not acknowledged with it. */
    private _lose;
    /** It ends as the page wants it: the server handles what came before the end. */
    private _ended;
    _told(state: State, detail: Detail): void;
    _lives(): boolean;
    close(): void;
    _farewell(): void;
    /** Ends a session by a request whose answer nobody waits for. */
    private _leaves;
}
