import type { Detail, LinkOptions, State } from "./conversation.js";
import type { Problem } from "./fault.js";
import type { Gap } from "./frames.js";
/** A message that a page sends. A Blob is not there yet when its turn comes: then it holds up those behind it. */
export interface Entry {
    message?: string | Uint8Array;
    /** Bytes, as `bufferedAmount` counts them. */
    size: number;
}
export interface Ending {
    code?: number;
    reason: string;
}
/** What went missing between two conversations. */
export interface SessionGap {
    reason: "session";
    /** How many messages of the page the old one had not acknowledged. They are in no new one. */
    unacknowledged: number;
}
/** What is at the other end of a Fanfare: a session with a consumer, or groups. */
export interface Talk {
    _send(entry: Entry): void;
    /** Sends what can be sent, and ends it if that is all, and the page wants it. */
    _flush(): void;
    /** Whether it has begun, and may go on over another link. */
    _lives(): boolean;
    /** Ends it at once. */
    close(): void;
}
/** What a talk tells the page. */
export interface Face {
    /** What the page wants it to end with. */
    _ending?: Ending;
    _state(state: State, detail: Detail): void;
    _open(protocol: string): void;
    _message(data: string | Uint8Array<ArrayBuffer>): void;
    _gap(gap: Gap): void;
    /** A session is gone, and another is going to be opened. */
    _lost(gap: SessionGap): void;
    _acked(size: number): void;
    _error(problem?: Problem): void;
    /** It ends as the page wanted it. */
    _ended(): void;
    /** It ends, however it is. */
    _over(code: number, reason: string, clean: boolean, problem?: Problem): void;
}
export interface TalkOptions extends LinkOptions {
    /** false: the loss of a session closes it, instead of opening a new one. */
    reconnect?: boolean;
    /** Sends a HEAD, at most one in five minutes, when the page sends something, so that its login goes on. */
    keepLogin?: boolean;
}
