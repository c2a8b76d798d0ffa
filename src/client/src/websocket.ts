import { utf8Length } from "./bytes.js";
import { Head, headOfFrame, headOfRequest } from "./costs.js";
import { parseFrame } from "./frames.js";
import { asSocket } from "./http.js";
import type { Link } from "./link.js";

/** Carries frames over a WebSocket. */
export async function websocket(link: Link): Promise<void> {
  const url = await link._by._opening();
  if (!link._live) return;
  link._costs.requests++;
  link._costs.heads += headOfRequest(url, Head.UPGRADE);
  const socket = new WebSocket(asSocket(url), link._by._protocols());
  link._write = (frame) => socket.send(frame);
  socket.onopen = () => link._live && link._by._greet(link);
  socket.onmessage = ({ data }) => {
    try {
      const size = utf8Length(data);
      const frame = parseFrame(data);
      const costs = frame.reply ? link._by._publishing : link._costs;
      costs.payload += size;
      costs.heads += headOfFrame(size);
      link._by._frame(link, frame);
      link._heard();
    } catch (error) {
      link._broken(error);
    }
  };
  socket.onclose = ({ code, reason }) => link._by._closed(link, code, reason);
  link._aborter.signal.addEventListener("abort", () => link._by._leave(link, socket));
}
