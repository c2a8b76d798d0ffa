/** Lays out what VitePress builds, in target/site/pages: the pages, and the files of the repository that they lead to. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isElsewhere, isFolder, place, root, shown, target } from "./links.mjs";
import { pages } from "./structure.mjs";

const out = join(root, "target/site/pages");
const kinds = { conf: "ini", xml: "xml", java: "java", sh: "bash", mjs: "js", js: "js", html: "html", css: "css", sql: "sql" };
const laid = new Set(pages.map((page) => page.source));

/** The addresses of links and pictures. One in a code block is taken too, and does no harm unless it looks like a file. */
const links = (text) => [...withoutCode(text).matchAll(/\]\(\s*([^)\s]+)\s*\)/g)].map((match) => match[1]);
const withoutCode = (text) => text.replace(/^```.*?^```/gms, "").replace(/^ {4}.*$/gm, "").replace(/`[^`]*`/g, "");

function write(name, text) {
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), text);
}

/** A page that shows a file, or what is in a folder. It is not one that is searched. */
function show(path) {
  const head = `---\nsearch: false\nsidebar: true\noutline: false\n---\n\n# ${basename(path)}\n\n\`${path}\`\n\n`;
  if (isFolder(path)) {
    const entries = readdirSync(join(root, path)).filter((entry) => !["target", "node_modules"].includes(entry)).sort();
    write(`files/${path}/index.md`, head + entries.map((entry) => `- [${entry}](${place(`${path}/${entry}`)})`).join("\n") + "\n");
    entries.forEach((entry) => lay(`${path}/${entry}`));
  } else {
    const kind = kinds[path.split(".").pop()] ?? "text";
    write(`files/${shown(path)}.md`, `${head}\`\`\`\`\`${kind}\n${readFileSync(join(root, path), "utf8").replace(/\n$/, "")}\n\`\`\`\`\`\n`);
  }
}

function lay(path) {
  if (laid.has(path)) return;
  laid.add(path);
  if (place(path).startsWith("/pictures/")) {
    cpSync(join(root, path), join(out, "public", place(path)));
  } else {
    show(path);
  }
}

rmSync(out, { recursive: true, force: true });
for (const page of pages) {
  const text = readFileSync(join(root, page.source), "utf8");
  write(`${page.name}.md`, text);
  for (const href of links(text)) if (!isElsewhere(href)) lay(target(page.source, href));
}
rmSync(join(out, "../node_modules"), { force: true }); // what pages are compiled to imports Vue from above them
symlinkSync(join(root, "src/site/web/node_modules"), join(out, "../node_modules"));
cpSync(join(root, "src/main/webapp/assets/fanfare.svg"), join(out, "public/fanfare.svg"));
console.log(`${laid.size} pages, pictures and files are laid out in target/site/pages`);
