/*
 * A table of prices, of which each row is the last one, and a chart of the one that is chosen. Prices are painted once
 * for each frame of the screen, however many come; what came from elsewhere is set as text, never as HTML.
 */
import Fanfare from "../assets/fanfare.mjs";
import { Chart } from "./chart.js";
import { showState } from "./state.js";

const find = (selector, root = document) => root.querySelector(selector);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const rows = new Map(); // by the name of the good
const changed = new Set(); // since the last frame
const wanted = location.hash.slice(1);
let chosen;

const quotes = new Fanfare(location.pathname);
showState(find(".state"), quotes);
quotes.onmessage = ({ data }) => {
  const { group, prices } = JSON.parse(data);
  for (const { name, open, cents } of prices) {
    const row = rows.get(name) ?? addRow(name, group);
    if (row.chart.last !== undefined) row.step = cents - row.chart.last;
    row.cents = cents;
    row.change = (100 * (cents - open)) / open;
    row.chart.add(cents);
    if (changed.add(row).size === 1) requestAnimationFrame(paint);
  }
};

// Of each price only the last one is kept. So who was away is told how much is missing, and goes on from there.
let missed = 0;
quotes.ongap = ({ detail: { group, first, last } }) => {
  for (const row of rows.values()) if (!group || row.group === group) row.chart.interrupt();
  if (last) missed += last - first + 1;
  find(".missed").textContent = `Something is missing here${missed ? `, ${missed} updates in all` : ""}: the chart has a hole.`;
};

function addRow(name, group) {
  const element = find("#row").content.firstElementChild.cloneNode(true);
  const row = { name, group, element, radio: find("input", element), chart: new Chart() };
  find("span", element).textContent = name;
  row.radio.addEventListener("change", () => choose(row));
  rows.set(name, row);
  find("tbody").append(element);
  if (!chosen || name === wanted) choose(row);
  return row;
}

function choose(row) {
  chosen = row;
  row.radio.checked = true;
  find("#chosen").textContent = row.name;
  history.replaceState(null, "", `#${row.name}`);
  if (row.cents) draw();
}

function paint() {
  if (rows.size > sorted) sort();
  for (const row of changed) {
    const [, price, step, change] = row.element.cells;
    price.textContent = money(row.cents);
    show(step, row.step / 100, "");
    show(change, row.change, " %");
    if (row.step && !calm.matches) price.animate({ background: [`var(--${wayOf(row.step)})`, "transparent"] }, 700);
  }
  if (changed.has(chosen)) draw();
  changed.clear();
}

/** Shows a difference by its sign, which a screen reader says, by an arrow, and by a colour. */
function show(cell, number, unit) {
  cell.dataset.way = wayOf(number);
  cell.textContent = Number.isNaN(number) ? "–" : `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(2)}${unit}`;
}

function money(cents) {
  return (cents / 100).toFixed(2);
}

function wayOf(number) {
  return number > 0 ? "up" : number < 0 ? "down" : "same";
}

function draw() {
  const { path, low, high, begun } = chosen.chart.drawn(600, 200);
  find("path").setAttribute("d", path);
  find(".price").textContent = money(chosen.cents);
  find("#range").textContent = `Between ${money(low)} and ${money(high)} since ${new Date(begun).toLocaleTimeString()}`;
}

let [order, falling, sorted] = ["name", false, 0];
for (const button of document.querySelectorAll("[data-by]")) {
  button.addEventListener("click", () => {
    falling = order === button.dataset.by ? !falling : button.dataset.by !== "name";
    order = button.dataset.by;
    for (const head of document.querySelectorAll("thead th")) head.removeAttribute("aria-sort");
    button.parentElement.setAttribute("aria-sort", falling ? "descending" : "ascending");
    paint();
    sort();
  });
}

/** Puts the rows in order as they are shown now. They stay in it, since rows that jump cannot be read. */
function sort() {
  const ordered = [...rows.values()].sort((a, b) => (a[order] > b[order] ? 1 : a[order] < b[order] ? -1 : 0));
  if (falling) ordered.reverse();
  find("tbody").append(...ordered.map(({ element }) => element));
  sorted = ordered.length;
}
