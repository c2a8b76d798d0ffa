/** Where a link of a Markdown file leads on the site. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { pages } from "./structure.mjs";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
const named = new Map(pages.map((page) => [page.source, page.name]));

/** Whether the address says by itself where it leads. */
export const isElsewhere = (href) => /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href);

/** The file of the repository that a relative link of `source` names. */
export function target(source, href) {
  const path = normalize(join(dirname(source), decodeURI(href.split(/[?#]/)[0]))).replace(/\/$/, "");
  if (path.startsWith("..") || !existsSync(join(root, path))) {
    throw new Error(`${source}: the link ${href} is dead: there is no file ${path}`);
  }
  return path;
}

/** The path on the site for a file of the repository: a page of its own, a picture, or a page that shows the file. */
export function place(path) {
  if (named.has(path)) return named.get(path) === "index" ? "/" : `/${named.get(path)}`;
  if (path.endsWith(".svg") || path.endsWith(".png")) return `/pictures/${path.split("/").pop()}`;
  return isFolder(path) ? `/files/${path}/` : `/files/${shown(path)}.html`;
}

/** The name of the page that shows a file. VitePress would mistake one that ends in .html. */
export const shown = (path) => path.replace(/\.html$/, "-html");

export const isFolder = (path) => statSync(join(root, path)).isDirectory();

/** The address on the site for a link of `source`. */
export function address(source, href) {
  if (isElsewhere(href)) return href;
  return place(target(source, href)) + (/#.*$/.exec(href)?.[0] ?? "");
}

/** The anchor of a heading, as it is where the Markdown lies. */
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
