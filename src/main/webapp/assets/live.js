/* The live page of the groups that its own URL names. If all of them are logs, it is a board of their lines. */
import { openPanel } from "./panel.js";
import { fillCommands } from "./commands.js";
import { bytes, duration } from "./costs.js";

const url = location.origin + location.pathname;
const groups = decodeURIComponent(location.pathname.split("/").pop()).split(",");
document.querySelector("#names").textContent = groups.join(", ");
document.title = `${groups.join(", ")} live: Fanfare`;

fillCommands({ url });
const panel = document.querySelector("#board");
const severalGroups = groups.length > 1;
const log = groups.every((group) => group.startsWith("log.")) && (await openBoard(panel, severalGroups));
const sub = openPanel(panel, url, log ? { last: log.most, log } : { last: 50, severalGroups });

async function openBoard(root, severalGroups) {
  const { Board } = await import("./board.js");
  return new Board(root, severalGroups);
}

const NAMES = { websocket: "WebSocket", sse: "SSE", poll: "long-poll" };
const spent = document.querySelector("#spent");
setInterval(() => {
  const parts = Fanfare.transports
    .map((transport) => [transport, sub.costs[transport]])
    .filter(([, costs]) => costs.requests)
    .map(([transport, { requests, payload, heads, time }]) => {
      const asked = requests === 1 ? "1 request" : `${requests} requests`;
      return `${NAMES[transport]} for ${duration(time)}: ${asked}, ${bytes(payload)} received, about ${bytes(heads)} of headers`;
    });
  spent.textContent = `Cost so far: ${parts.join("; ")}.`;
}, 500);
