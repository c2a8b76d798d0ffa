import { fromBase64 } from "./bytes.js";
import type { Ending } from "./talk.js";

/** A message as it stands in a frame, an answer or an event: one of the three. */
export interface Fields {
  text?: string;
  json?: unknown;
  base64?: string;
}

/** A message in a group. Over SSE only the message itself is known. */
export interface Publication extends Fields {
  group: string | null;
  offset: number | null;
  time: string | null;
  type: string | null;
}

/** What a reader missed. */
export interface Gap {
  group: string;
  first: number;
  last: number | null;
  reason: "retention" | "overflow" | "epoch";
}

/** A frame of the server, or its answer to a poll: whichever of its members there are. */
export interface Frame {
  cursor?: string;
  gaps?: Gap[];
  publications?: Publication[];
  [member: string]: any;
}

/** The frame that ends a session. */
export const farewell = ({ code = 1000, reason }: Ending): string => JSON.stringify({ close: { code, reason } });

const published = new WeakMap<Fields, string>(); // the text of each JSON message, beside what it was parsed to

/** A frame or an answer of the server. Parsing alters JSON (numbers, blanks, doubled names): its text is kept, too. */
export function parseFrame(text: string): Frame {
  const frame: Frame = JSON.parse(text);
  keepTexts(frame.publications ?? frame.messages, text, 3);
  return frame;
}

/** The frames in the answer to a poll of a session. */
export function parseFrames(text: string): Frame[] {
  const { frames } = JSON.parse(text) as { frames: Frame[] };
  keepTexts(
    frames.flatMap((frame) => frame.publications ?? []),
    text,
    5,
  );
  return frames;
}

function keepTexts(messages: Fields[] | undefined, text: string, depth: number): void {
  const json = (messages ?? []).filter((each) => each.json !== undefined);
  if (!json.length) return;
  const texts = jsonTexts(text, depth);
  json.forEach((each, n) => published.set(each, texts[n]!));
}

/** The values of all members "json" of the objects at this depth, as they stand there, with their blanks. */
function jsonTexts(frame: string, members: number): string[] {
  const texts: string[] = [];
  const mark = /["{}[\],]/g;
  let depth = 0;
  let begin = -1; // of the value that is passed over, which ends where its object goes on or ends
  for (let found = mark.exec(frame); found; found = mark.exec(frame)) {
    const at = found.index;
    const char = frame[at];
    if (char === '"') {
      mark.lastIndex = endOfString(frame, at);
      if (depth === members && begin < 0 && frame.startsWith('"json":', at)) begin = mark.lastIndex + 1;
      continue;
    }
    if (depth === members && begin >= 0 && (char === "," || char === "}")) {
      texts.push(frame.slice(begin, at));
      begin = -1;
    }
    if (char === "{" || char === "[") depth++;
    else if (char !== ",") depth--;
  }
  return texts;
}

/** Where a string of JSON that begins at `from` has ended: behind its closing quote. */
function endOfString(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); ; at = json.indexOf('"', at + 1)) {
    let escapes = 0;
    while (json[at - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return at + 1;
  }
}

/** What a page is given: a string (text and JSON, exactly as published), bytes, or with `json` the parsed value. */
export function toMessage(fields: Fields, json?: boolean): any {
  if (fields.base64 !== undefined) return fromBase64(fields.base64);
  if (fields.json !== undefined) return json ? fields.json : (published.get(fields) ?? JSON.stringify(fields.json));
  if (!json) return fields.text;
  try {
    return JSON.parse(fields.text!);
  } catch (notJson) {
    return fields.text;
  }
}
