import { type Content } from "./content.js";
import { Fault } from "./fault.js";
import type { Frame } from "./frames.js";
import type { Link } from "./link.js";
import type { Receipt } from "./publish.js";
/** What is asked over one WebSocket of the subprotocol `fanfare`, and answered by the replies that come over it. */
export declare class Asking {
    private readonly _link;
    _channel: string | null;
    /** What the server said of its end. */
    _closing?: {
        reason?: string;
        retry?: number;
    };
    private _maxSize;
    private _lastId;
    private _over;
    private _asked;
    private _socket?;
    constructor(_link: Link);
    _hello({ channel, maxSize }: {
        channel: string;
        maxSize: number;
    }): void;
    /**
     * Promises the answer, or gives undefined if the message may be sent, but not in a frame. That has a bound too, and
     * blanks around a JSON value in it are not part of the message, which a channel does not mind; and a published
     * message's type has to be of the kind of its content, as it need not be of a body: SVG from a string.
     */
    _ask(kind: "publish" | "send", content: Content, type?: string, more?: string): Promise<Receipt> | undefined;
    _answer({ id, problem, ...reply }: any): void;
    /** Left for another transport it still waits, for a while, for the answers to what it has sent. */
    _leave(socket: WebSocket): void;
    /** A frame that comes after it was left. */
    _late({ reply }: Frame): void;
    _ended(fault: Fault): void;
}
