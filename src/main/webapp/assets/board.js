/*
 * The lines of logs, newest first, in columns: what a panel shows instead of its plain log. Everything that came from
 * elsewhere is set as text, never as HTML.
 *
 * Ten thousand lines stay in the page. They are in blocks of a hundred, of which the browser lays out those in sight
 * alone, and of which the oldest leaves as a whole. A bounded number of rows is made for one frame of the screen.
 */
import { element, REASONS, SHOWN } from "./log.js";
import { parseLine, UNRANKED } from "./lines.js";

const MOST = 10_000;
const BLOCK = 100;
const MADE = 200; // rows, for one frame
const FILTERED = 2000; // rows, for one frame

export class Board {
  most = MOST;
  #severalGroups;
  #empty;
  #model; // of the list of a block
  #told;
  #blocks = []; // newest first; the rows of each oldest first
  #waiting = []; // functions that make rows, oldest first
  #held = false;
  #planned = false;
  #filter = { text: "", rank: UNRANKED };
  #filtering;

  constructor(root, severalGroups) {
    const find = (selector) => root.querySelector(selector);
    this.#severalGroups = severalGroups;
    this.#empty = find(".empty");
    this.#model = find(".log");
    this.#model.remove();
    this.#told = find(".shown");
    const [form, text, level] = [".filter", "#filter", "#level"].map(find);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      this.#filter = { text: text.value.toLowerCase(), rank: Number(level.value) };
      this.#refilter([...this.#blocks]);
    });
    document.body.classList.add("logs");
    for (const each of [form, find(".heads")]) each.hidden = false;
    find(".publish").hidden = true; // programs write these lines
    this.#tell();
  }

  message(message, publication) {
    const arrived = new Date();
    this.#add(() => lineRow(parseLine(message), publication, arrived, this.#severalGroups));
  }

  gap(gap) {
    this.#add(() => gapRow(gap));
  }

  /** Holds rows back, or no longer; returns whether they are held. Reading goes on meanwhile. */
  toggle() {
    this.#held = !this.#held;
    this.#plan();
    return this.#held;
  }

  #add(makeRow) {
    this.#waiting.push(makeRow);
    if (this.#waiting.length === 2 * MOST) this.#waiting.splice(0, MOST); // which would leave the page at once
    this.#plan();
  }

  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    requestAnimationFrame(() => {
      this.#planned = false;
      if (!this.#held) for (const makeRow of this.#waiting.splice(0, MADE)) this.#show(makeRow());
      if (!this.#held && this.#waiting.length) this.#plan();
      this.#tell();
    });
  }

  #show(row) {
    if (!this.#blocks.length || this.#blocks[0].rows.length === BLOCK) this.#begin();
    const block = this.#blocks[0];
    row.element.hidden = this.#hides(row);
    block.rows.push(row);
    block.list.prepend(row.element);
    tally(block);
  }

  #begin() {
    const list = this.#model.cloneNode();
    (this.#blocks[0]?.list ?? this.#empty).before(list);
    this.#empty.hidden = true;
    this.#blocks.unshift({ list, rows: [], lines: 0, shown: 0 });
    if (this.#blocks.length > MOST / BLOCK) this.#blocks.pop().list.remove();
  }

  /** Filters what is there, from the newest block on, some for each frame; a later filter takes its place. */
  #refilter(blocks) {
    cancelAnimationFrame(this.#filtering);
    for (const block of blocks.splice(0, FILTERED / BLOCK)) {
      for (const row of block.rows) row.element.hidden = this.#hides(row);
      tally(block);
    }
    this.#tell();
    if (blocks.length) this.#filtering = requestAnimationFrame(() => this.#refilter(blocks));
    else document.querySelector("#news").textContent = this.#told.textContent;
  }

  #hides({ gap, rank, searched }) {
    return !gap && (rank > this.#filter.rank || !searched.includes(this.#filter.text));
  }

  #tell() {
    let [lines, shown] = [0, 0];
    for (const block of this.#blocks) [lines, shown] = [lines + block.lines, shown + block.shown];
    const filtered = `Lines: ${shown < lines ? `${shown} of ` : ""}${lines}`;
    this.#told.textContent = this.#held ? `${filtered}. Paused, ${this.#waiting.length} more read` : filtered;
  }
}

function tally(block) {
  const lines = block.rows.filter(({ gap }) => !gap);
  block.lines = lines.length;
  block.shown = lines.filter((line) => !line.element.hidden).length;
  block.list.hidden = block.rows.every((row) => row.element.hidden); // else it keeps its height while out of sight
}

function lineRow({ time, written, level, rank, host, tag, text, rest }, { group, time: published }, arrived, severalGroups) {
  const row = element("li", "line");
  if (rank !== UNRANKED) row.dataset.level = rank <= 3 ? "bad" : rank === 4 ? "doubtful" : rank <= 6 ? "good" : "detail";
  const clock = element("time", time || published ? "" : "arrived", clockOf(time ?? (published ? new Date(published) : arrived)));
  clock.title = written || (published ? `published ${published}` : "when it arrived here");
  const body = element("span", "text");
  if (severalGroups && group) body.append(element("span", "group", group), " ");
  body.append(cut(text));
  if (rest) body.append(" ", element("span", "rest", cut(rest)));
  row.append(clock, element("span", "level", level), named("host", host), named("tag", tag), body);
  return { element: row, rank, searched: [level, host, tag, text, rest].join(" ").toLowerCase() };
}

function gapRow({ group, first, last, reason }) {
  const row = element("li", "gap");
  const missed = last === null ? "Lines may be missing here" : first === last ? "1 line missed here" : `${last - first + 1} lines missed here`;
  const which = last === null ? `from ${first} on` : first === last ? first : `${first} to ${last}`;
  row.append(element("strong", "", missed), ` ${group}, ${which}: ${REASONS[reason] ?? reason} (${reason})`);
  return { element: row, gap: true };
}

/** A name that may be cut by its column. */
function named(className, name) {
  const made = element("span", className, name);
  made.title = name;
  return made;
}

function cut(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} … and ${text.length - SHOWN} more characters` : text;
}

/** The time of day here, and the day before it, if it is another one than today. */
function clockOf(date) {
  const local = new Date(date.getTime() - 60_000 * date.getTimezoneOffset()).toISOString();
  const today = date.toDateString() === new Date().toDateString();
  return today ? local.slice(11, 23) : `${local.slice(5, 10)} ${local.slice(11, 19)}`;
}
