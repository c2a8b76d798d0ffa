/*
 * The bell of a user. What it shows is what the log of a group says: "told" adds one, "read" sets the count to zero. As
 * each tab reads that log from its beginning, all tabs show the same. The log has 100 entries, so nobody counts further.
 */
import Fanfare from "../assets/fanfare.mjs";
import { fillCommands } from "../assets/commands.js";
import { element } from "./element.js";
import { showState } from "./state.js";

const MOST = 100;
const find = (selector) => document.querySelector(selector);
const [notices, field] = [find(".notices"), find("#text")];

const user = decodeURIComponent(location.pathname.split("/").pop());
find("#user").append(" of ", element("bdi", "", user));
fillCommands({ url: location.origin + location.pathname });

const bell = new Fanfare(location.pathname);
showState(find(".state"), bell);

let unread = 0;
bell.onmessage = ({ data }) => {
  const { type, text, at } = JSON.parse(data);
  if (type === "told") {
    const time = Object.assign(element("time", "", new Date(at).toLocaleString()), { dateTime: at });
    notices.prepend(element("li", "unread", element("p", "words", text), time));
    if (notices.childElementCount > 2 * MOST) notices.lastElementChild.remove();
    show(unread + 1);
  } else if (type === "read") {
    for (const row of notices.querySelectorAll(".unread")) row.classList.remove("unread");
    show(0);
  }
};
bell.onopen = forget; // a new session reads from the beginning, an old one goes on
bell.ongap = ({ detail: { reason, first, last } }) => {
  if (reason === "session") return; // what follows is the beginning
  // What is missing is not in the log any more: begin, as a tab does that opens now, with what is.
  forget();
  const many = last === null ? "Some entries" : `${last - first + 1} entries`;
  notices.append(element("li", "missed", `${many} of the log are missing here.`));
};
bell.onerror = ({ problem }) => problem && complain(problem.detail);
bell.onclose = () => document.querySelectorAll(".sheet button").forEach((button) => (button.disabled = true));

function forget() {
  notices.replaceChildren();
  show(0);
}
function show(count) {
  unread = count;
  const shown = count < MOST ? count : `${MOST - 1}+`;
  find(".count").textContent = `${shown} unread`;
  find(".bell").classList.toggle("rings", count > 0);
  document.title = `${count ? `(${shown}) ` : ""}Notifications of ${user}: Fanfare`;
}

find(".read").addEventListener("click", () => {
  if (unread && bell.readyState === Fanfare.OPEN) bell.send(JSON.stringify({ type: "read" }));
});
find(".tell").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const headers = { "Content-Type": "text/plain" };
    const answer = await fetch(location.pathname, { method: "POST", headers, body: field.value });
    complain(answer.ok ? "" : (await answer.json()).detail);
    if (answer.ok) field.value = "";
  } catch (unreachable) {
    complain("It could not be sent. Try again soon.");
  }
});
function complain(what) {
  find(".problem").textContent = what;
}
