/** What a page does with libraries that take a WebSocket, and are given a Fanfare. It is bundled for a browser. */
import { Client } from "@stomp/stompjs";
import { createClient } from "graphql-ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

/** The library makes it itself, and knows no options. */
const withOptions = (options) =>
  class extends Fanfare {
    constructor(url, protocols) {
      super(url, protocols, options);
      globalThis.carrier = this;
    }
  };

globalThis.dropIn = {
  /** Subscribes to a topic; when the server has done so, promises what sends to it. */
  stomp(url, options, heard) {
    return new Promise((connected) => {
      const client = new Client({
        webSocketFactory: () => (globalThis.carrier = new Fanfare(url, ["v12.stomp"], options)),
        onConnect: () => {
          client.watchForReceipt("subscribed", () =>
            connected((body) => client.publish({ destination: "/topic/news", body })),
          );
          client.subscribe("/topic/news", ({ body }) => heard.push(body), { receipt: "subscribed" });
        },
      });
      client.activate();
    });
  },

  /** Subscribes, and promises that it is complete. */
  graphql(url, options, heard) {
    const client = createClient({ url, webSocketImpl: withOptions(options) });
    return new Promise((complete, error) => {
      client.subscribe({ query: "subscription { count }" }, { next: ({ data }) => heard.push(data.count), complete, error });
    });
  },

  /** Opens a note, of which whatever changes is heard; returns what writes at its end. */
  notes(url, options, heard) {
    const document = new Y.Doc();
    const text = document.getText("note");
    text.observe(() => heard.push(text.toString()));
    new WebsocketProvider(url, "shopping", document, { WebSocketPolyfill: withOptions(options), disableBc: true });
    return (more) => text.insert(text.length, more);
  },
};
