import type { Ending } from "./talk.js";
/** A message as it stands in a frame, an answer or an event: one of the three. */
export interface Fields {
    text?: string;
    json?: unknown;
    base64?: string;
}
/** A message in a group. Over SSE only the message itself is known. */
export interface Publication extends Fields {
    group: string | null;
    offset: number | null;
    time: string | null;
    type: string | null;
}
/** What a reader missed. */
export interface Gap {
    group: string;
    first: number;
    last: number | null;
    reason: "retention" | "overflow" | "epoch";
}
/** A frame of the server, or its answer to a poll: whichever of its members there are. */
export interface Frame {
    cursor?: string;
    gaps?: Gap[];
    publications?: Publication[];
    [member: string]: any;
}
/** The frame that ends a session. */
export declare const farewell: ({ code, reason }: Ending) => string;
/** A frame or an answer of the server. Parsing alters JSON (numbers, blanks, doubled names): its text is kept, too. */
export declare function parseFrame(text: string): Frame;
/** The frames in the answer to a poll of a session. */
export declare function parseFrames(text: string): Frame[];
/** What a page is given: a string (text and JSON, exactly as published), bytes, or with `json` the parsed value. */
export declare function toMessage(fields: Fields, json?: boolean): any;
