import type { Link } from "./link.js";
/**
 * A stream read with fetch and not with EventSource, which would hide what is needed here: the cursor at which the
 * stream starts, heartbeats (so that silence is noticed), bytes, and the reason of a refusal.
 */
export declare function stream(link: Link): Promise<void>;
