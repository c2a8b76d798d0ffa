import { eventParser } from "./events.js";
import { Fault, faultOfProblem } from "./fault.js";
import type { Link } from "./link.js";

const enum Bound {
  /** After the head of the answer; a stream that shows nothing then is held back on its way. */
  FIRST_WITHIN = 3_000,
}

/**
 * A stream read with fetch and not with EventSource, which would hide what is needed here: the cursor at which the
 * stream starts, heartbeats (so that silence is noticed), bytes, and the reason of a refusal.
 */
export async function stream(link: Link): Promise<void> {
  await link._by._ready(link);
  if (!link._live) return;
  const response = await link._request("text/event-stream");
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    throw new Fault("the answer was no event stream");
  }
  if (link._live) link._expect(Bound.FIRST_WITHIN, "the stream is held back");
  let retry: number | undefined;
  const take = link._by._events(link);
  const parse = eventParser((event) => {
    if (!link._live) return;
    retry = Number(event.retry) || retry;
    if (event.event === "refused") {
      throw Object.assign(faultOfProblem(JSON.parse(event.data!), retry), { final: false });
    }
    take(event);
  });
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => Promise.reject(new Fault("the stream broke")));
    if (!link._live) return;
    if (done) throw new Fault("the stream ended", { retry });
    link._costs.payload += value.byteLength;
    parse(decoder.decode(value, { stream: true }));
    link._heard();
  }
}
