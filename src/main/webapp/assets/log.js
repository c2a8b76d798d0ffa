/*
 * The log of a page: what was read, newest first, as rows of an <ol>. Everything that came from elsewhere is set as
 * text, never as HTML. At most `limit` rows stay; rows are added once for each frame of the screen, however many come.
 */
export const SHOWN = 2000; // characters of one message

export const REASONS = {
  retention: "the log had already moved on",
  overflow: "this page was too slow",
  epoch: "the log began anew; perhaps nothing was missed",
};

const VIA = { websocket: ["WS", "WebSocket"], sse: ["SSE", "Server-Sent Events"], poll: ["Poll", "long-poll"] };

export class Log {
  #list;
  #empty;
  #severalGroups;
  #limit;
  #pending = [];

  constructor(list, empty, { severalGroups = false, limit = 200 } = {}) {
    this.#list = list;
    this.#empty = empty;
    this.#severalGroups = severalGroups;
    this.#limit = limit;
  }

  message(message, publication, transport) {
    const { group, offset, time } = publication;
    const row = element("li", "message");
    const number = element("span", "offset", offset === null ? "–" : String(offset));
    if (offset === null) number.title = "Server-Sent Events carry the message alone, without offset and time";
    const when = time === null ? new Date() : new Date(time);
    const clock = element("time", time === null ? "arrived" : "", when.toLocaleTimeString([], { hour12: false }));
    clock.dateTime = when.toISOString();
    clock.title = time === null ? "when it arrived here" : when.toLocaleString();
    const [short, long] = VIA[transport];
    const via = element("span", "via", short);
    via.title = `came over ${long}`;
    row.append(number, body(message, this.#severalGroups ? group : null), clock, via);
    this.#add(row);
  }

  gap({ group, first, last, reason }) {
    const row = element("li", "gap");
    const missed = last === null ? `from ${first} on` : first === last ? `message ${first}` : `messages ${first} to ${last}`;
    const why = REASONS[reason] ?? reason;
    row.append(element("strong", "", "Gap"), element("span", "", ` ${group}, ${missed}: ${why} (${reason})`));
    this.#add(row);
  }

  #add(row) {
    if (this.#pending.push(row) === 1) requestAnimationFrame(() => this.#flush());
    if (this.#pending.length > this.#limit) this.#pending.shift();
  }

  #flush() {
    this.#list.prepend(...this.#pending.splice(0).reverse());
    while (this.#list.childElementCount > this.#limit) this.#list.lastElementChild.remove();
    this.#empty.hidden = true;
  }
}

/** A message as one line of plain text: for places with room for no more. */
export function asText(message) {
  return typeof message === "string" ? message : `${message.length} bytes`;
}

function body(message, group) {
  const text = element("span", "text");
  if (group) text.append(element("span", "group", group), " ");
  if (typeof message === "string") {
    text.append(message.slice(0, SHOWN));
    if (message.length > SHOWN) text.append(element("span", "more", ` … and ${message.length - SHOWN} more characters`));
  } else {
    const start = Array.from(message.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    text.append(element("span", "more", `${message.length} bytes `), start, message.length > 16 ? " …" : "");
  }
  return text;
}

export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
