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

export const noCosts = (): Costs => ({ requests: 0, messages: 0, payload: 0, heads: 0, time: 0 });

/** Bytes that no script can see. */
export const enum Head {
  /** Names and usual values of Host, Connection, Accept*, sec-ch-ua*, Sec-Fetch-*, Referer. */
  REQUEST = 400,
  /** The same for Sec-WebSocket-*, and the answer to them. */
  UPGRADE = 200,
  /** Of "HTTP/1.1 200 OK" and the line ends around the headers of an answer. */
  ANSWER = 19,
}

export function headOfRequest(url: URL, more = 0): number {
  const page = globalThis.location?.href ?? "";
  const cookies = globalThis.document?.cookie ?? "";
  return Head.REQUEST + more + (url.href + page + cookies + navigator.userAgent).length;
}

export function headOfAnswer(response: Response): number {
  let bytes: number = Head.ANSWER;
  response.headers.forEach((value, name) => (bytes += name.length + value.length + 4));
  return bytes;
}

export const headOfFrame = (size: number): number => (size < 126 ? 2 : size < 65536 ? 4 : 10);
