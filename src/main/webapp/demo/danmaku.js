/* Comments fly over a video. The video is drawn here, frame by frame, with all that flies above it. */
import Fanfare from "../assets/fanfare.mjs";
import { showState } from "./state.js";

const FLIGHT = 6_000; // milliseconds for which a comment is to be seen
const LINE = 26; // pixels
const FONT = "600 17px system-ui, sans-serif";
const [MOST_FLYING, MOST_WAITING, IN_A_FRAME] = [1_200, 600, 15];
const find = (selector) => document.querySelector(selector);
const [video, words, problem, missed, newest] = [".video", "#words", ".problem", ".missed", ".newest"].map(find);
const name = decodeURIComponent(location.pathname.split("/").pop());
find("#name").textContent = name;
document.title = `${name}: Fanfare comments`;

// What comes.
const fanfare = new Fanfare(location.pathname);
const stands = matchMedia("(prefers-reduced-motion: reduce)"); // then nothing moves, and there is a list
const mine = new Set(); // what was sent and has not come yet
const skipped = new Map(); // how many comments were not shown, by the reason
const last = []; // the newest comments, the newest first
let [all, shown, told] = [0, 0, 0]; // how many have come: in all, when they were last shown, when they were last told
let isPaused = false;
showState(find(".state"), fanfare);
fanfare.addEventListener("gap", ({ detail }) => {
  skip("while there was no connection", detail.last ? detail.last - detail.first + 1 : Infinity);
});
fanfare.addEventListener("message", ({ data }) => {
  const { type, text, detail } = JSON.parse(data);
  if (type === "problem") problem.textContent = `Not accepted: ${detail}.`;
  else comes(text);
});

function comes(text) {
  all++;
  if (document.hidden) return skip("while this page was hidden");
  if (isPaused) return skip("while the video was paused");
  if (waiting.length === MOST_WAITING) return skip("since too many came at once");
  last.length = Math.min(last.unshift(text), 20);
  if (!stands.matches) waiting.push(text);
}
const skip = (why, count = 1) => skipped.set(why, (skipped.get(why) ?? 0) + count);

find(".comment").addEventListener("submit", (event) => {
  event.preventDefault();
  problem.textContent = fanfare.readyState === Fanfare.OPEN ? "" : "Not sent: there is no connection.";
  if (problem.textContent) return;
  mine.add(words.value);
  fanfare.send(JSON.stringify({ type: "comment", text: words.value }));
  words.value = "";
});

// What flies: the picture of each comment is drawn once.
const pen = video.getContext("2d");
const waiting = []; // comments that begin to fly in one of the next frames
const lanes = []; // the time at which the newest comment of each has entered as a whole
let flying = [];
let most = MOST_FLYING; // as many as this device can draw; then those that fly longest end
let time = 0; // of the video

function fly(text) {
  pen.font = FONT;
  const width = Math.ceil(pen.measureText(text).width) + 8;
  const brush = new OffscreenCanvas(width * devicePixelRatio, LINE * devicePixelRatio).getContext("2d");
  brush.scale(devicePixelRatio, devicePixelRatio);
  brush.font = FONT;
  brush.fillText(text, 5, LINE - 7); // its shadow
  brush.fillStyle = mine.delete(text) ? "#ffd54a" : "#ffffff";
  brush.fillText(text, 4, LINE - 8);
  const lane = lanes.indexOf(Math.min(...lanes));
  const top = lanes[lane] <= time ? lane * LINE + 4 : Math.random() * (video.clientHeight - LINE); // one upon another
  const speed = (video.clientWidth + width) / FLIGHT; // long ones are faster
  lanes[lane] = time + (width + 20) / speed;
  flying.push({ picture: brush.canvas.transferToImageBitmap(), width, top, speed, begun: time });
}

function drawFlying() {
  const right = video.clientWidth;
  flying = flying.filter(({ begun, picture }) => time - begun < FLIGHT || picture.close());
  for (const { picture, width, top, speed, begun } of flying) {
    pen.drawImage(picture, Math.round(right - (time - begun) * speed), Math.round(top), width, LINE);
  }
}

// The video.
function drawVideo() {
  const [width, height] = [video.clientWidth, video.clientHeight];
  const sky = pen.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, "#0b1524");
  sky.addColorStop(1, "#2c5f7c");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#f4e6b8";
  pen.beginPath();
  pen.arc(width * 0.8, height * 0.25, height * 0.08, 0, 7);
  pen.fill();
  ["#1d4a63", "#153a50", "#0e2a3c"].forEach((colour, n) => {
    pen.fillStyle = colour;
    pen.beginPath();
    for (let x = 0; x < width + 10; x += 10) {
      pen.lineTo(x, height * (0.6 + 0.13 * n) + Math.sin(x / (70 + 30 * n) + time / (1500 - 400 * n)) * (7 + 4 * n));
    }
    pen.lineTo(width + 10, height);
    pen.lineTo(0, height);
    pen.fill();
  });
}

let [frame, drawn] = [0, 0];
function draw(now) {
  frame = requestAnimationFrame(draw);
  const isSlow = now - drawn > 40;
  most = isSlow ? Math.max(100, 0.7 * Math.min(most, flying.length)) : Math.min(MOST_FLYING, 1.02 * most);
  time += Math.min(100, now - drawn);
  drawn = now;
  waiting.splice(0, IN_A_FRAME).forEach(fly);
  for (const { picture } of flying.splice(0, flying.length - most)) picture.close();
  drawVideo();
  drawFlying();
}

/** Begins, or stops, when the page is shown or hidden, when the user says so, and when the window has another size. */
function shows() {
  Object.assign(video, { width: video.clientWidth * devicePixelRatio, height: video.clientHeight * devicePixelRatio });
  pen.scale(devicePixelRatio, devicePixelRatio);
  lanes.length = Math.floor(video.clientHeight / LINE);
  lanes.fill(time);
  cancelAnimationFrame(frame);
  drawn = performance.now();
  drawVideo();
  drawFlying();
  if (!isPaused && !stands.matches) frame = requestAnimationFrame(draw);
}
new ResizeObserver(shows).observe(video);
document.addEventListener("visibilitychange", shows);
stands.addEventListener("change", shows);
find(".pause").addEventListener("click", ({ target }) => {
  isPaused = !isPaused;
  target.textContent = isPaused ? "Go on" : "Pause";
  shows();
});

// What is said about it.
const number = (n) => (n === Infinity ? "Some" : n.toLocaleString("en"));
const comments = (n) => (n === 1 ? "1 comment was" : `${number(n)} comments were`);
setInterval(() => {
  find(".count").textContent = `Comments: ${number(all)}, in the last second: ${number(all - shown)}`;
  shown = all;
  missed.hidden = !skipped.size;
  missed.textContent = [...skipped].map(([why, n]) => `${comments(n)} skipped ${why}.`).join(" ");
  newest.hidden = !stands.matches;
  newest.replaceChildren(...last.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}, 1_000);
setInterval(() => {
  if (all > told && !document.hidden) find("#news").textContent = `${all - told} new comments. The newest: ${last[0]}`;
  told = all;
}, 15_000); // nobody wants to hear them all
