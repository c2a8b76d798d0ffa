import { type Resting } from "./backoff.js";
import { type Content } from "./content.js";
import type { Costs } from "./costs.js";
import { type Headers } from "./http.js";
/** How a message is published. */
export interface PublishOptions {
    /** Its content type; without one a string is text, bytes are bytes, all else is JSON. */
    type?: string;
    /** Makes it harmless to try again: it is retried until it is answered, and still taken once. */
    key?: string;
}
/** What the server says of a message that it took. */
export interface Receipt {
    cursor: string;
    [member: string]: unknown;
}
/** Publishes over HTTP, once. */
export declare function post(url: URL, content: Content, { type, key, headers }: PublishOptions & {
    headers?: Headers;
}, costs: Costs): Promise<Receipt>;
/** Tries until there is an answer, if a key makes that harmless. */
export declare function persist<T>(attempt: (n: number) => Promise<T>, key?: string, resting?: Resting): Promise<T>;
