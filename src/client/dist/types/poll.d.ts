import type { Link } from "./link.js";
/** Asks again and again: the first time to be answered at once, then whenever there is something. */
export declare function poll(link: Link): Promise<void>;
