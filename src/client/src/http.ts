import { utf8Length } from "./bytes.js";
import { type Costs, headOfAnswer, headOfRequest } from "./costs.js";
import { Fault, faultOfResponse } from "./fault.js";

/** What may be given as it is, or as a function that is asked before each attempt. */
export type Asked<T> = T | (() => T | Promise<T>);

/** Headers of requests, for instance Authorization. */
export type Headers = Record<string, string>;

/** Asks for what is given as a function. One that fails is an attempt that failed, whatever the transport. */
export async function ask<T>(given: Asked<T>): Promise<T> {
  if (typeof given !== "function") return given;
  try {
    return await (given as () => T | Promise<T>)();
  } catch (error) {
    throw new Fault(String((error as Error)?.message ?? error), { _unreachable: true });
  }
}

/** The address over HTTP, resolved against that of the page, or of the worker's script. */
export function resolve(url: string | URL): URL {
  const resolved = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  resolved.protocol = resolved.protocol.replace(/^ws/, "http");
  return resolved;
}

/** The same address, which asks for more. */
export function withQuery(url: URL, more: object): URL {
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, String(value));
  return url;
}

/** The same address for a WebSocket. */
export function asSocket(url: URL): URL {
  const socket = new URL(url);
  socket.protocol = url.protocol.replace("http", "ws");
  return socket;
}

/**
 * Asks the server; what is not an answer with 2xx is thrown as a Fault. Cookies go to a server of another origin, too,
 * as with a WebSocket: who asks is the same over all transports, and a key that is used again is of the same caller.
 */
export async function request(url: URL, init: RequestInit, costs: Costs): Promise<Response> {
  costs.requests++;
  costs.heads += headOfRequest(url);
  let response: Response;
  try {
    response = await fetch(url, { cache: "no-store", credentials: "include", ...init });
  } catch (error) {
    const site = globalThis.location?.origin;
    const hidden = site && site !== url.origin ? `, or fanfare.origins does not list ${site}` : "";
    throw new Fault("the server cannot be reached" + hidden, { _unreachable: true });
  }
  costs.heads += headOfAnswer(response);
  if (!response.ok) throw await faultOfResponse(response);
  return response;
}

/** Asks, and returns the whole JSON of the answer (of HEAD there is none), all within so many milliseconds. */
export async function exchange(url: URL, init: RequestInit, costs: Costs, within: number): Promise<any> {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), within);
  try {
    const body = await bodyOf(await request(url, { ...init, signal: aborter.signal }, costs));
    costs.payload += utf8Length(body);
    return init.method === "HEAD" || parse(body);
  } finally {
    clearTimeout(timer);
  }
}

/** What is not JSON is not of Fanfare, whatever its status: a proxy has put its own page there. */
function parse(body: string): any {
  try {
    return JSON.parse(body);
  } catch (notJson) {
    throw new Fault("the answer was no JSON");
  }
}

/** The whole body of an answer, as text. */
export function bodyOf(response: Response): Promise<string> {
  return response.text().catch(() => Promise.reject(new Fault("the answer broke off")));
}
