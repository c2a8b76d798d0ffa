/* The first page: the board of demo.board with the clock of demo.clock, the commands, and what reading costs. */
import { asText } from "./log.js";
import { openPanel } from "./panel.js";
import { fillCommands } from "./commands.js";
import { showCosts } from "./costs.js";

const at = (path) => new URL(path, document.baseURI).href;
const url = at("groups/demo.board");
const find = (selector) => document.querySelector(selector);

fillCommands({ url, script: at("assets/fanfare.js") });
const clock = Fanfare.subscribe(at("groups/demo.clock"), {
  last: 1,
  onMessage: (message) => (find("#clock").textContent = asText(message)),
});
const sub = openPanel(find("#board"), url, { last: 30, alongside: [clock] });
showCosts(find(".costs table"), sub, { interval: find("#interval"), sample: find("#sample"), late: find("#late"), url });
