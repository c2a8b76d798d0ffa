import { type Fault } from "./fault.js";
type Kind = "json" | "text" | "bytes";
/** A message as it is published: its bytes, or its text; what it is by itself; and how large it is. */
export type Content = {
    size: number;
} & ({
    kind: "bytes";
    bytes: Uint8Array;
    text?: undefined;
} | {
    kind: "json" | "text";
    text: string;
    bytes?: undefined;
});
/** How the server carries a message of this type: as "json", as "text", or as "bytes". */
export declare function kindOf(type: string): Kind;
/** The type of a message whose publisher does not say it. */
export declare const USUAL: Record<Kind, string>;
/**
 * What kind of content a message is, whatever else its type makes of it. A string of a JSON type is JSON already, and
 * stays as it is. Throws for what cannot be sent as it is, on any transport.
 */
export declare function toContent(message: unknown, type?: string): Content;
/** A message as members of a `fanfare` frame, in JSON. */
export declare function toMembers({ kind, bytes, text }: Content, type?: string): string;
export declare const tooLarge: (maxSize: number) => Fault;
/** The most bytes of a frame, as the reference says. */
export declare const largestFrame: (maxSize: number) => number;
export {};
