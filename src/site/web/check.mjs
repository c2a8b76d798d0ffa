/** Ends the build if a link of the site leads to no page, no file or no anchor, or if a page of its structure is missing. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./links.mjs";
import { pages } from "./structure.mjs";

const site = join(root, "target/site/html");
const base = process.env.SITE_BASE ?? "/";
const html = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html"));
const texts = new Map(html.map((file) => [file, readFileSync(join(site, file), "utf8")]));
const anchors = new Map([...texts].map(([file, text]) => [file, new Set([...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))]));
const dead = pages.filter((page) => !texts.has(`${page.name}.html`)).map((page) => `${page.source} is not on the site`);
let followed = 0;

function fault(from, href) {
  const [path, anchor] = href.split("#");
  let file = path === "" ? from : path.startsWith(base) ? path.slice(base.length) : relative(site, join(site, dirname(from), path));
  file = decodeURI(file);
  if (file === "" || file.endsWith("/")) file += "index.html";
  if (!existsSync(join(site, file))) return "no such page";
  if (anchor && anchors.has(file) && !anchors.get(file).has(decodeURIComponent(anchor))) return "no such heading";
  return "";
}

for (const [from, text] of texts) {
  if (from === "404.html") continue;
  for (const [, raw] of text.matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
    const href = raw.replaceAll("&amp;", "&");
    if (/^[a-z]+:/i.test(href)) continue;
    followed += 1;
    const why = fault(from, href.split("?")[0]);
    if (why) dead.push(`${from}: ${href}: ${why}`);
  }
}
if (dead.length) {
  console.error([...new Set(dead)].join("\n"));
  process.exit(1);
}
console.log(`${html.length} pages, ${followed} links: none is dead`);
