/** A page's code, as it is typed: this is compiled, and never run. */
import Fanfare, { type FanfareError, type Gap, type Publication, type SessionGap, subscribe } from "fanfare-client";

// A Fanfare goes wherever a WebSocket is asked for.
const socket: WebSocket = new Fanfare("/chat/lobby", ["game.v2"], { reconnect: false });
const factory: typeof WebSocket = Fanfare;
socket.onmessage = (event: MessageEvent) => console.log(event.data, factory.OPEN);

const chat = new Fanfare(async () => "/chat/lobby", [], {
  headers: () => ({ Authorization: "Bearer token" }),
  transport: "auto",
  keepLogin: true,
});
chat.onerror = ({ problem }) => console.log(problem?.detail);
chat.addEventListener("transport", ({ detail: { transport, delay } }) => console.log(transport, delay));
chat.addEventListener("gap", ({ detail }: CustomEvent<Gap | SessionGap>) => {
  if (detail.reason === "session") console.log(detail.unacknowledged);
  else console.log(detail.group, detail.first, detail.last);
});
chat.addEventListener("close", ({ code, wasClean }) => console.log(code, wasClean));
const state: 0 | 1 | 2 | 3 = chat.readyState;
chat.send(new Uint8Array([state]));

const board = subscribe("/groups/demo.board", {
  last: 20,
  onMessage: (message: string | Uint8Array, publication: Publication) => console.log(message, publication.offset),
});
board.publish({ a: 1 }, { key: "k" }).catch(({ status, problem }: FanfareError) => console.log(status, problem));
Fanfare.publish("/groups/demo.board", "hello", { type: "text/plain" }).then(({ cursor }) => console.log(cursor));

// @ts-expect-error: there is no such transport
subscribe("/groups/demo.board", { transport: "pigeon" });
