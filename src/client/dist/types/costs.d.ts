/**
 * Costs of one transport, as far as a page can know them:
 *   payload  bytes received, measured: of bodies (after decompression) and of WebSocket frames
 *   heads    bytes of HTTP heads and WebSocket frame headers, both ways, estimated: of an answer the headers that a
 *            script may see, of a request what HEAD_OF_REQUEST says. True for HTTP/1.1 to about a tenth;
 *            HTTP/2 compresses heads. Chunk framing, pings, TCP and TLS are not counted
 *   time     milliseconds that connections over this transport have existed or been tried
 */
export interface Costs {
    requests: number;
    messages: number;
    payload: number;
    heads: number;
    time: number;
}
export declare const noCosts: () => Costs;
/** Bytes that no script can see. */
export declare const enum Head {
    /** Names and usual values of Host, Connection, Accept*, sec-ch-ua*, Sec-Fetch-*, Referer. */
    REQUEST = 400,
    /** The same for Sec-WebSocket-*, and the answer to them. */
    UPGRADE = 200,
    /** Of "HTTP/1.1 200 OK" and the line ends around the headers of an answer. */
    ANSWER = 19
}
export declare function headOfRequest(url: URL, more?: number): number;
export declare function headOfAnswer(response: Response): number;
export declare const headOfFrame: (size: number) => number;
