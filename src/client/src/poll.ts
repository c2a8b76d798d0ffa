import { pause } from "./backoff.js";
import { utf8Length } from "./bytes.js";
import { bodyOf } from "./http.js";
import type { Link } from "./link.js";

/** Times in milliseconds, and other bounds. */
const enum Bound {
  /** Beyond the wait that was asked for. */
  ANSWER_WITHIN = 10_000,
  AT_ONCE = 500,
}

/** Asks again and again: the first time to be answered at once, then whenever there is something. */
export async function poll(link: Link): Promise<void> {
  await link._by._ready(link);
  for (let wait = 0; link._live; wait = Math.ceil(link._by._heartbeat / 1000)) {
    const asked = performance.now();
    link._expect(wait * 1000 + Bound.ANSWER_WITHIN, "a poll was not answered");
    const response = await link._request("application/json", { wait });
    const body = await bodyOf(response);
    if (!link._live) return;
    link._costs.payload += utf8Length(body);
    const empty = !link._by._answer(link, body);
    // An empty answer comes after the wait. Should one come at once, do not ask in a tight loop.
    if (wait && empty && performance.now() - asked < Bound.AT_ONCE) await pause(Bound.AT_ONCE);
  }
}
