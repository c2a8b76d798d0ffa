/*
 * A panel that shows one subscription: its state, the switch of transports, a box to publish from, the cursor and the
 * log. Its markup is in the pages. `alongside` are further subscriptions that switch and pause with it. `log` is shown
 * instead of a plain one; if it has a `toggle`, that holds its rows back when the panel is paused, and reading goes on.
 */
import { Log } from "./log.js";

const NAMES = { websocket: "WebSocket", sse: "SSE", poll: "long-poll" };

export function openPanel(root, url, { last, severalGroups = false, alongside = [], log: given }) {
  const find = (selector) => root.querySelector(selector);
  const log = given ?? new Log(find(".log"), find(".empty"), { severalGroups });
  const news = announcer(document.querySelector("#news"));
  const sub = Fanfare.subscribe(url, {
    last,
    onMessage: (message, publication) => {
      log.message(message, publication, sub.transport);
      news.message();
      showCursor();
    },
    onGap: (gap) => {
      log.gap(gap);
      countGap(gap);
      news.gap(gap);
    },
    onState: (state, detail) => showState(find(".state"), state, detail),
  });
  const all = [sub, ...alongside];

  const radios = [...root.querySelectorAll(".transport input")];
  find(".transport").addEventListener("change", ({ target }) => all.forEach((each) => each.use(target.value)));
  const pause = find(".pause");
  pause.addEventListener("click", () => {
    pause.textContent = (log.toggle ? log.toggle() : toggle()) ? "Resume" : "Pause";
  });
  function toggle() {
    const paused = sub.state === "paused";
    all.forEach((each) => (paused ? each.resume() : each.pause()));
    return !paused;
  }
  publishBox(find(".publish"), sub);

  // A gap's row leaves the log in time; that there was one stays told.
  const gaps = { count: 0, missed: 0 };
  function countGap({ first, last }) {
    gaps.count++;
    gaps.missed += last === null ? 0 : last - first + 1;
    find(".gaps").textContent = `${gaps.count === 1 ? "1 gap" : `${gaps.count} gaps`}, ${gaps.missed} missed`;
  }

  const cursor = find(".cursor code");
  let planned = false;
  function showCursor() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      if (sub.cursor) cursor.textContent = sub.cursor;
    });
  }
  function showState(shown, state, { transport, reason, delay, problem }) {
    shown.dataset.state = state;
    shown.textContent = {
      connecting: () => `Connecting over ${NAMES[transport]}…`,
      open: () => `Live over ${NAMES[transport]}`,
      waiting: () => `Broken: ${reason}. Back in ${(delay / 1000).toFixed(1)} s`,
      paused: () => "Paused. The cursor keeps the place",
      refused: () => `Refused: ${problem?.detail ?? reason}`,
      closed: () => "Closed",
    }[state]();
    showCursor();
    if (transport) for (const radio of radios) radio.checked = radio.value === transport;
  }
  return sub;
}

function publishBox(form, sub) {
  const [field, answer] = [form.querySelector("input"), form.querySelector(".answer")];
  const say = (text, problem) => {
    answer.textContent = text;
    answer.classList.toggle("problem", problem);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value;
    if (text === "") return say("There is nothing to publish: the message is empty.", true);
    say("Publishing…", false);
    try {
      await sub.publish(text, { key: randomKey() });
      say("Accepted", false);
      if (field.value === text) field.value = "";
    } catch (error) {
      say(`Not published: ${error.message}`, true);
    }
  });
}

/** A key makes it harmless to try again. (crypto.randomUUID is missing on pages without TLS.) */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tells those who listen instead of looking, but not more often than every five seconds. */
function announcer(region) {
  let messages = 0;
  let gaps = [];
  let timer;
  const later = () => {
    timer ??= setTimeout(() => {
      const parts = [...gaps.map(({ group }) => `a gap in ${group}`)];
      if (messages) parts.push(messages === 1 ? "one new message" : `${messages} new messages`);
      region.textContent = parts.join(", ");
      [messages, gaps, timer] = [0, [], undefined];
    }, 5000);
  };
  return {
    message: () => (messages++, later()),
    gap: (gap) => (gaps.push(gap), later()),
  };
}
