/* A note that several people edit at once. What its messages are is written in Note.java. */
import Fanfare from "../assets/fanfare.mjs";
import { applyUpdate, Doc, encodeStateAsUpdate, UndoManager, WebsocketProvider } from "./note-libraries.js";
import { showState } from "./state.js";

const [HELLO, POINTER, MARK, WHOLE] = [64, 65, 66, 67]; // the first byte of a message
const NO_MARK = [0, 0, 0, 0];
const MOST_BYTES = 60_000;
const find = (selector) => document.querySelector(selector);
const [desk, area, problem, missed] = [".desk", "textarea", ".problem", ".missed"].map(find);
const name = location.pathname.split("/").pop();
find("#name").textContent = decodeURIComponent(name);
document.title = `${decodeURIComponent(name)}: Fanfare note`;

const doc = new Doc();
const text = doc.getText("note");
const held = []; // messages that came while the user was in the midst of a character, with an input method
let composing = false;

/** What y-websocket is given in place of a WebSocket. */
class Link extends Fanfare {
  constructor(url) {
    super(url, [], { session: true });
    showState(find(".state"), this);
    this.addEventListener("open", () => giveWhole(NO_MARK, this)); // if a session was lost, so were its last changes
    this.addEventListener("gap", ({ detail }) => detail.group?.startsWith("demo-note.") && misses());
    this.addEventListener("message", (event) => {
      if (typeof event.data === "string") refused(JSON.parse(event.data));
      else if (composing) held.push(event);
      else return;
      event.stopImmediatePropagation();
    });
  }
}

const provider = new WebsocketProvider(".", name, doc, { WebSocketPolyfill: Link, disableBc: true });
provider.awareness.setLocalState(null); // there are pointers instead
clearInterval(provider._checkInterval); // a Fanfare notices by itself that its link is silent
const on = (kind, act) => (provider.messageHandlers[kind] = (_, { arr }) => act(arr.slice(1, 5).join(), arr.slice(5)));

const send = (bytes, link = provider.ws) => link?.readyState === Fanfare.OPEN && link.send(new Uint8Array(bytes));

/** The others have not got a change, so they are given all a little later. */
function refused({ detail }) {
  problem.textContent = `The server refused a change: ${detail}.`;
  setTimeout(() => (wanted ??= NO_MARK.join()), 10_000);
}

// Whether all of the note is here, and in the log.
let whole = true; // whether nothing is missing here
let wanted; // the mark that asks for all, until somebody has answered
const marks = new Set(); // those that were read since something went missing

/** The log has lost what would come here. It may have all in one piece since; those who are here are asked, too. */
function misses() {
  whole = false;
  wanted = undefined;
  marks.clear();
  send([MARK]);
  setTimeout(() => (missed.hidden = whole), 2_000);
}

/** Publishes all, as it was where the mark was read. */
function giveWhole(mark, link) {
  const all = encodeStateAsUpdate(doc);
  if (all.length === 2) return; // nothing was ever written
  const fits = all.length + 5 <= MOST_BYTES;
  problem.textContent = fits ? "" : "This note is too large to be kept: who comes later may find a part of it.";
  if (fits) send([WHOLE, ...mark, ...all], link);
}

on(MARK, (number, [isWanted]) => {
  if (!whole) marks.add(number);
  else if (isWanted) wanted = number;
});
setInterval(() => {
  if (wanted) giveWhole(wanted.split(","));
  wanted = undefined;
}, 300 + 300 * Math.random()); // so that one page is the first, and the others hear it
on(WHOLE, (number, all) => {
  applyUpdate(doc, all, provider); // throws if it is malformed, which stops nothing else
  if (number === wanted) wanted = undefined;
  if (marks.has(number)) missed.hidden = whole = true;
});

/** What the user did is what differs from the document, before the caret. */
function written() {
  const [before, now] = [text.toString(), area.value];
  const isHalf = (char) => char >= "\uDC00" && char <= "\uDFFF"; // the second one of a character
  const most = Math.min(before.length, now.length - area.selectionEnd);
  let [from, after] = [0, 0];
  while (after < most && before.at(~after) === now.at(~after)) after++;
  if (isHalf(now[now.length - after])) after--;
  while (from < Math.min(before.length, now.length) - after && before[from] === now[from]) from++;
  if (isHalf(before[from]) || isHalf(now[from])) from--;
  doc.transact(() => {
    text.delete(from, before.length - after - from);
    text.insert(from, now.slice(from, now.length - after));
  }, area);
}

text.observe(({ delta }, { origin }) => {
  if (origin === area) return;
  const [first, last] = [area.selectionStart, area.selectionEnd].map((place) => moved(place, delta));
  const scrolled = area.scrollTop;
  area.value = text.toString();
  if (document.activeElement === area) area.setSelectionRange(first, last);
  area.scrollTop = scrolled;
});

/** Where a place in the text is after a change. */
function moved(place, change) {
  let at = 0;
  for (const { retain = 0, insert = "", delete: deleted = 0 } of change) {
    if (at < place) place = Math.max(at, place + insert.length - deleted);
    at += retain + insert.length;
  }
  return place;
}

area.addEventListener("input", () => composing || written());
area.addEventListener("compositionstart", () => (composing = true));
area.addEventListener("compositionend", () => {
  composing = false;
  written();
  for (const { data } of held.splice(0)) provider.ws?.dispatchEvent(new MessageEvent("message", { data }));
});

const own = new UndoManager(text, { trackedOrigins: new Set([area]) }); // what others did stays
area.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !/^[zy]$/i.test(event.key)) return;
  event.preventDefault();
  own[event.shiftKey || event.key === "y" ? "redo" : "undo"]();
});

// Places of pointers are parts of the width and the height, since each page has a size of its own.
let me; // what stands for this page
const pointers = new Map(); // those of the others
let place; // where the own one is, if that was not told yet

desk.addEventListener("pointermove", ({ clientX, clientY }) => {
  const { left, top, width, height } = desk.getBoundingClientRect();
  if (!place) setTimeout(tellPointer, 60);
  place = [(clientX - left) / width, (clientY - top) / height];
});

function tellPointer() {
  const parts = place.map((part) => Math.round(65535 * Math.max(0, Math.min(1, part))));
  if (provider.ws?.transport !== "none") send([POINTER, ...parts.flatMap((part) => [part >> 8, part & 255])]);
  place = undefined;
}

on(HELLO, (number) => (me = number));
on(POINTER, (number, [x, x2, y, y2]) => {
  if (number === me) return;
  const pointer = pointers.get(number) ?? desk.appendChild(document.createElement("span"));
  clearTimeout(pointer.timer);
  const gone = () => pointers.delete(number) && pointer.remove();
  pointers.set(number, pointer);
  if (x === undefined) return gone();
  pointer.timer = setTimeout(gone, 5_000);
  pointer.className = `pointer colour${parseInt(number) % 4}`;
  Object.assign(pointer.style, { left: `${(256 * x + x2) / 655.35}%`, top: `${(256 * y + y2) / 655.35}%` });
});
