import { rest, type Resting } from "./backoff.js";
import { type Content, USUAL } from "./content.js";
import type { Costs } from "./costs.js";
import { Fault } from "./fault.js";
import { exchange, type Headers } from "./http.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** Of a publish with a key. */
  ATTEMPTS = 6,
  /** Of a publish over HTTP. */
  ANSWER_WITHIN = 60_000,
}

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
export function post(
  url: URL,
  content: Content,
  { type, key, headers }: PublishOptions & { headers?: Headers },
  costs: Costs,
): Promise<Receipt> {
  return exchange(
    url,
    {
      method: "POST",
      body: (content.bytes ?? content.text) as BodyInit,
      headers: { ...headers, "Content-Type": type || USUAL[content.kind], ...(key && { "Idempotency-Key": key }) },
    },
    costs,
    Bound.ANSWER_WITHIN,
  );
}

/** Tries until there is an answer, if a key makes that harmless. */
export async function persist<T>(
  attempt: (n: number) => Promise<T>,
  key?: string,
  resting?: Resting,
): Promise<T> {
  for (let n = 0; ; n++) {
    try {
      return await attempt(n);
    } catch (fault) {
      if (!key || !(fault instanceof Fault) || fault.final || n + 1 >= Bound.ATTEMPTS) throw fault;
      await rest(fault, n, resting);
    }
  }
}
