/** Fanfare in the browser, as a module: `import Fanfare from "fanfare-client"`. */
export { TRANSPORTS as transports, type Transport } from "./choice.js";
export type { Detail, State } from "./conversation.js";
export type { Costs } from "./costs.js";
export type { Fault as FanfareError, Problem } from "./fault.js";
export type { Gap, Publication } from "./frames.js";
export type { PublishOptions, Receipt } from "./publish.js";
export { Fanfare, Fanfare as default, type FanfareEventMap, type FanfareOptions } from "./socket.js";
export { publish, subscribe, type SubscribeOptions, type Subscription } from "./subscription.js";
export type { SessionGap } from "./talk.js";
