/**
 * Reads the prose of all pages. Faults that known.json counts are let pass, file by file; one more is red, and so is one
 * less until it is written down: `npm run lint -- --fewer` does that, and never writes more. `-- PAGE` shows all of one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../links.mjs";
import { pages } from "../structure.mjs";
import { faults } from "./prose.mjs";

const file = new URL("known.json", import.meta.url);
const known = JSON.parse(readFileSync(file, "utf8"));
const asked = process.argv.slice(2);
const now = {};
const red = [];

for (const { source } of pages) {
  const found = await faults(readFileSync(join(root, source), "utf8"), source);
  if (found.length) now[source] = found.length;
  const most = known[source] ?? 0;
  if (asked.includes(source)) found.forEach(({ line, message }) => console.log(`${source}:${line}: ${message}`));
  if (found.length > most) {
    found.forEach(({ line, message }) => red.push(`${source}:${line}: ${message}`));
    red.push(`${source} has ${found.length} faults, and ${most} are known`);
  } else if (found.length < most && !asked.includes("--fewer")) {
    red.push(`${source} has ${found.length} faults, and ${most} are known: run npm run lint -- --fewer`);
  }
}
const total = Object.values(now).reduce((sum, count) => sum + count, 0);
console.log(`${total} faults in ${Object.keys(now).length} of ${pages.length} pages`);
if (red.length) {
  console.error(red.join("\n"));
  process.exitCode = 1;
} else if (asked.includes("--fewer")) {
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
}
