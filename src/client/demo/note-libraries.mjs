/** What the page of the demo's shared note uses of its libraries; build.mjs bundles it. */
export { WebsocketProvider } from "y-websocket";
export { applyUpdate, Doc, encodeStateAsUpdate, UndoManager } from "yjs";
