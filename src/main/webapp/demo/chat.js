/* A room of the chat. What comes from others is only ever appended as text. */
import Fanfare from "../assets/fanfare.mjs";
import { element } from "./element.js";
import { showState } from "./state.js";

const MOST_ROWS = 500;
const find = (selector) => document.querySelector(selector);
const [talk, rows, field] = [find(".talk"), find(".lines"), find("#words")];

const room = (find("#room").textContent = decodeURIComponent(location.pathname.split("/").pop()));
document.title = `${room}: Fanfare chat`;

// What this browser remembers: the name of a guest, and the newest connections, by which own lines are known.
let storage = {};
try {
  storage = localStorage;
} catch (notAllowed) {
  // then nothing is remembered when the page goes
}
const kept = { name: "", ids: [], ...JSON.parse(storage.fanfareChat ?? "{}") };
const keep = (more) => (storage.fanfareChat = JSON.stringify(Object.assign(kept, more)));

const chat = new Fanfare(location.pathname);
showState(find(".state"), chat);

function send(type, body) {
  if (chat.readyState !== Fanfare.OPEN) return false;
  chat.send(JSON.stringify({ type, ...body }));
  return true;
}

let me = { id: "", name: "", guest: true };
let reopened = false; // the server had lost the session, and greets with the newest lines once more
const seen = new Set();
const isMine = (who) => kept.ids.includes(who.id) || (!who.guest && !me.guest && who.name === me.name);

const received = {
  you(who) {
    me = who;
    keep({ ids: [...kept.ids, who.id].slice(-50), name: (who.guest && who.name) || kept.name });
    if (!who.name && kept.name) return send("call", { name: kept.name });
    find(".myself").replaceChildren(...named(who));
    find(".rename").hidden = !who.guest;
    ask(!who.name);
  },
  said({ who, text, at }) {
    const line = `${who.id} ${at}`;
    if (reopened && !seen.has(line)) miss("Lines may be missing here.");
    reopened = false;
    if (seen.has(line)) return;
    seen.add(line);
    stops(who);
    const row = element("li", "line", element("p", "who", ...named(who), " ", clock(at)), element("p", "words", text));
    row.classList.toggle("mine", isMine(who));
    add(row);
  },
  came: ({ who, at }) => note(at, ...named(who), " came"),
  left({ who, at }) {
    stops(who);
    note(at, ...named(who), " left");
  },
  renamed: ({ who, before, at }) => note(at, element("bdi", "", before), " is now ", ...named(who)),
  types({ who }) {
    if (isMine(who)) return;
    stops(who);
    typing.set(who.id, { name: who.name, end: setTimeout(() => stops(who), 5000) });
    showTyping();
  },
  problem({ about, detail, violations = [] }) {
    if (about === "call") ask(true);
    complain(violations.map(({ field, message }) => `The ${field} ${message}.`).join(" ") || detail);
  },
};
chat.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  received[message.type]?.(message);
};
chat.ongap = ({ detail: { reason, group, first, last, unacknowledged } }) => {
  if (reason === "session") reopened = true;
  else if (group.startsWith("demo-people.")) miss("Not all who came and left are shown here.");
  else if (last === null) miss("The room began anew: lines may be missing here.");
  else miss(first === last ? "1 line is missing here." : `${last - first + 1} lines are missing here.`);
  if (unacknowledged) miss("What you said last may not have arrived.");
};
chat.onopen = () => setTimeout(() => talk.removeAttribute("aria-live"), 1000); // the greeting is not read out
chat.onerror = ({ problem }) => problem && complain(problem.detail);
chat.onclose = () => document.querySelectorAll("input, button").forEach((control) => (control.disabled = true));

// Who is typing is told once in 3 seconds, and believed for 5.
const typing = new Map();
let told = 0;
field.addEventListener("input", () => {
  if (Date.now() - told > 3000 && send("types")) told = Date.now();
});
function stops({ id }) {
  clearTimeout(typing.get(id)?.end);
  if (typing.delete(id)) showTyping();
}
function showTyping() {
  const names = [...typing.values()].flatMap(({ name }, n) => [n ? ", " : "", element("bdi", "", name)]);
  find(".typing").replaceChildren(...names, ["", " is typing…"][typing.size] ?? " are typing…");
}

// The form for the name, or that for what is said.
function ask(forName) {
  const answered = find(".call").contains(document.activeElement) && !forName;
  find(".call").hidden = !forName;
  find(".say").hidden = find(".me").hidden = forName;
  if (answered) field.focus();
}
function submits(form, what) {
  find(form).addEventListener("submit", (event) => {
    event.preventDefault();
    complain(what() ? "" : "There is no connection at the moment. Try again soon.");
  });
}
submits(".call", () => send("call", { name: find("#name").value }));
submits(".say", () => {
  if (!send("say", { text: field.value })) return false;
  [field.value, told] = ["", 0];
  field.focus(); // so that a phone goes on showing its keyboard
  return true;
});
find(".rename").addEventListener("click", () => {
  ask(true);
  find("#name").value = me.name;
  find("#name").focus();
});

// The newest is at the end, where the list stays if it was there.
let atEnd = true;
const toEnd = () => atEnd && (talk.scrollTop = talk.scrollHeight);
talk.addEventListener("scroll", () => (atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 30));
new ResizeObserver(toEnd).observe(talk);
function add(row) {
  rows.append(row);
  if (atEnd && rows.childElementCount > MOST_ROWS) rows.firstElementChild.remove();
  toEnd();
}
const note = (at, ...what) => add(element("li", "note", ...what, " ", clock(at)));
const miss = (what) => add(element("li", "missed", what));
const complain = (what) => (find(".problem").textContent = what);

const badge = (guest) => (guest ? [" ", element("span", "badge", "guest")] : []);
const named = ({ name, guest }) => [element("bdi", "name", name), ...badge(guest)];
function clock(at) {
  const time = element("time", "", new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  return Object.assign(time, { dateTime: at, title: new Date(at).toLocaleString() });
}
