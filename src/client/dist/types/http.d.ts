import { type Costs } from "./costs.js";
/** What may be given as it is, or as a function that is asked before each attempt. */
export type Asked<T> = T | (() => T | Promise<T>);
/** Headers of requests, for instance Authorization. */
export type Headers = Record<string, string>;
/** Asks for what is given as a function. One that fails is an attempt that failed, whatever the transport. */
export declare function ask<T>(given: Asked<T>): Promise<T>;
/** The address over HTTP, resolved against that of the page, or of the worker's script. */
export declare function resolve(url: string | URL): URL;
/** The same address, which asks for more. */
export declare function withQuery(url: URL, more: object): URL;
/** The same address for a WebSocket. */
export declare function asSocket(url: URL): URL;
/**
 * Asks the server; what is not an answer with 2xx is thrown as a Fault. Cookies go to a server of another origin, too,
 * as with a WebSocket: who asks is the same over all transports, and a key that is used again is of the same caller.
 */
export declare function request(url: URL, init: RequestInit, costs: Costs): Promise<Response>;
/** Asks, and returns the whole JSON of the answer (of HEAD there is none), all within so many milliseconds. */
export declare function exchange(url: URL, init: RequestInit, costs: Costs, within: number): Promise<any>;
/** The whole body of an answer, as text. */
export declare function bodyOf(response: Response): Promise<string>;
