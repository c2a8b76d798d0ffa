import { isBytes, toBase64, utf8Length, viewOf } from "./bytes.js";
import { type Fault, refusal } from "./fault.js";

type Kind = "json" | "text" | "bytes";

/** A message as it is published: its bytes, or its text; what it is by itself; and how large it is. */
export type Content = { size: number } & (
  | { kind: "bytes"; bytes: Uint8Array; text?: undefined }
  | { kind: "json" | "text"; text: string; bytes?: undefined }
);

/** How the server carries a message of this type: as "json", as "text", or as "bytes". */
export function kindOf(type: string): Kind {
  const essence = type.split(";")[0]!.trim().toLowerCase();
  if (essence === "application/json" || essence.endsWith("+json")) return "json";
  return essence.startsWith("text/") || essence === "application/x-www-form-urlencoded" ? "text" : "bytes";
}

/** The type of a message whose publisher does not say it. */
export const USUAL: Record<Kind, string> = {
  bytes: "application/octet-stream",
  text: "text/plain",
  json: "application/json",
};

/**
 * What kind of content a message is, whatever else its type makes of it. A string of a JSON type is JSON already, and
 * stays as it is. Throws for what cannot be sent as it is, on any transport.
 */
export function toContent(message: unknown, type?: string): Content {
  if (isBytes(message)) return { kind: "bytes", bytes: viewOf(message).slice(), size: message.byteLength };
  const plain = typeof message === "string";
  const text = plain ? message : JSON.stringify(message);
  if (text === undefined) throw new TypeError("The message has no form in JSON.");
  if (/\p{Surrogate}/u.test(text))
    throw refusal("invalid-text", 400, "Not UTF-8", "the text has half of a surrogate pair");
  const kind = plain && kindOf(type || "") !== "json" ? "text" : "json";
  return { kind, text, size: utf8Length(text) };
}

/** A message as members of a `fanfare` frame, in JSON. */
export function toMembers({ kind, bytes, text }: Content, type?: string): string {
  const typed = type ? `"type":${JSON.stringify(type)},` : "";
  if (kind === "bytes") return `${typed}"base64":"${toBase64(bytes)}"`;
  if (kind === "text") return `${typed}"text":${JSON.stringify(text)}`;
  try {
    JSON.parse(text); // what is not one JSON value must not become part of the frame
  } catch (error) {
    throw refusal("invalid-json", 400, "Not JSON", (error as Error).message);
  }
  return `${typed}"json":${text}`;
}

export const tooLarge = (maxSize: number): Fault =>
  refusal("too-large", 413, "Too large", `a message has at most ${maxSize} bytes`);

/** The most bytes of a frame, as the reference says. */
export const largestFrame = (maxSize: number): number => 2 * maxSize + 4096;
