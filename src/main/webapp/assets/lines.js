/*
 * Lines of logs. What is a JSON object has the parts that programs which write logs know, under the names that they
 * give them; everything else is text.
 */
import { asText } from "./log.js";

const NAMES = {
  time: ["@timestamp", "timestamp", "time", "ts"],
  level: ["severity", "level", "log.level", "levelname"],
  host: ["host", "hostname", "host.name"],
  tag: ["tag", "programname", "app", "logger"],
  text: ["message", "msg", "text"],
};

// From the worst, in the order of syslog's numbers, each first by the name that a number is shown by.
const LEVELS = [
  ["emergency", "emerg", "panic"],
  ["alert"],
  ["critical", "crit", "fatal"],
  ["error", "err", "severe"],
  ["warning", "warn"],
  ["notice", "config"],
  ["info", "information", "informational"],
  ["debug", "trace", "verbose", "fine", "finer", "finest"],
];

// The numbers of loggers in Node, as ranks; other numbers are syslog's.
const LOGGERS = { 60: 2, 50: 3, 40: 4, 30: 6, 20: 7, 10: 7 };

/** The rank of what has no level, or one that is not known. */
export const UNRANKED = LEVELS.length;

/**
 * Returns a line's `time` (a Date, or undefined), `level` with its `rank` (0 is the worst), `host`, `tag` and `text`,
 * each empty if it has none, `rest`, which is all that it says besides, and `written`, its time as it says it.
 */
export function parseLine(message) {
  const parts = objectIn(message);
  if (!parts) return { written: "", level: "", rank: UNRANKED, host: "", tag: "", text: asText(message), rest: "" };
  const take = (part) => {
    const name = NAMES[part].find((each) => parts[each] !== undefined && parts[each] !== null);
    if (name === undefined) return undefined;
    const value = parts[name];
    delete parts[name];
    return value;
  };
  const [time, { level, rank }] = [take("time"), levelOf(take("level"))];
  const [host, tag, text] = [plain(take("host")), plain(take("tag")), plain(take("text"))];
  const rest = Object.entries(parts).map(([name, value]) => `${name}=${plain(value)}`);
  return { time: timeOf(time), written: plain(time), level, rank, host, tag, text, rest: rest.join(" ") };
}

function objectIn(message) {
  if (typeof message !== "string" || !/^\s*\{/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch (notJson) {
    return undefined;
  }
}

function plain(value) {
  if (value === undefined || typeof value === "string") return value ?? "";
  return typeof value?.name === "string" ? value.name : JSON.stringify(value);
}

function levelOf(level) {
  const word = plain(level);
  const number = /^\d+$/.test(word) ? (LOGGERS[word] ?? Number(word)) : -1;
  const rank = LEVELS.findIndex((names, each) => each === number || names.includes(word.toLowerCase()));
  return { level: LEVELS[number]?.[0] ?? word, rank: rank < 0 ? UNRANKED : rank };
}

/** Times are texts that say which day it is, or numbers: of seconds, or of a thousandth, a millionth … of them. */
function timeOf(time) {
  let millis = typeof time === "number" ? (time < 1e11 ? time * 1000 : time) : Date.parse(plain(time));
  while (millis > 1e14) millis /= 1000;
  return millis >= 0 ? new Date(millis) : undefined;
}
