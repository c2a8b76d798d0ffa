import { setMaxListeners } from "node:events";
import { Clock } from "./clock.mjs";
import { Network } from "./network.mjs";
import { Sessions } from "./sessions.mjs";

/** What a browser has and Node has not, as far as the client uses it. */
globalThis.CloseEvent ??= class CloseEvent extends Event {
  constructor(type, { code, reason, wasClean }) {
    super(type);
    Object.assign(this, { code, reason, wasClean });
  }
};
if (!globalThis.navigator) globalThis.navigator = { userAgent: "made up" };
const PAGE = "http://server.example/app/page.html";
let page;

/** A page in which nothing of what was in the one before hears of anything. */
function newPage() {
  page = new EventTarget();
  globalThis.document = Object.assign(new EventTarget(), { baseURI: PAGE, cookie: "", visibilityState: "visible" });
  setMaxListeners(0, page, document);
}
newPage();
globalThis.location = new URL(PAGE);
for (const name of ["addEventListener", "removeEventListener"]) globalThis[name] = (...args) => page[name](...args);

const kept = new Map();
globalThis.sessionStorage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
};

export const clock = new Clock();
clock.install();

/** The page's window hears of something. */
export const happens = (type, more) => page.dispatchEvent(Object.assign(new Event(type), more));

export const { Fanfare } = await import("../../dist/fanfare.mjs");

export const TRANSPORTS = ["websocket", "sse", "poll"];

/** A network with a consumer's route, in which only these transports get through; what a tab remembers is forgotten. */
export function network({ only, server = new Sessions() } = {}) {
  newPage();
  kept.clear();
  clock.reset();
  const made = new Network(server);
  if (only) TRANSPORTS.filter((each) => each !== only).forEach((each) => made.blocked.add(each));
  made.install();
  return made;
}

/** A Fanfare that writes down all its events, in `heard`. */
export function listening(url = "/app/chat/lobby", protocols = [], options = {}) {
  const socket = new Fanfare(url, protocols, options);
  socket.heard = [];
  socket.messages = [];
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", ({ resumed }) =>
    socket.heard.push(`open ${socket.protocol}`.trim() + (resumed ? " resumed" : "")),
  );
  socket.addEventListener("message", ({ data }) => {
    socket.heard.push(typeof data === "string" ? data : `bytes ${new Uint8Array(data)}`);
    socket.messages.push(data);
  });
  socket.addEventListener("gap", ({ detail }) => socket.heard.push(`gap ${JSON.stringify(detail)}`));
  socket.addEventListener("transport", ({ detail }) => socket.heard.push(`over ${detail.transport}`));
  socket.addEventListener("error", ({ problem }) => socket.heard.push(`error ${problem?.detail ?? ""}`.trim()));
  socket.addEventListener("close", ({ code, reason, wasClean }) =>
    socket.heard.push(`close ${code} ${reason} ${wasClean}`),
  );
  return socket;
}

/** One that has opened. */
export async function opened(...args) {
  const socket = listening(...args);
  for (let turns = 0; socket.readyState === 0 && turns < 100; turns++) await clock.advance(100);
  if (socket.readyState !== 1) throw new Error(`it did not open: ${socket.heard}`);
  for (let turns = 0; socket.transport === "none" && turns < 100; turns++) await clock.advance(100);
  socket.heard.length = 0;
  return socket;
}
