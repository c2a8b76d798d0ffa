import type { Link } from "./link.js";
/** Carries frames over a WebSocket. */
export declare function websocket(link: Link): Promise<void>;
