import { address, isElsewhere, slug } from "../links.mjs";
import { pages, parts } from "../structure.mjs";

const sources = new Map(pages.map((page) => [`${page.name}.md`, page.source]));

/** Blocks that are indented look like those between fences. */
function box(md) {
  md.renderer.rules.code_block = (tokens, index, options, env, self) => {
    tokens[index].info = "sh";
    return md.renderer.rules.fence(tokens, index, options, env, self);
  };
}

/** A table without headings has no cells that say they are headings. */
function plainHeads(md) {
  md.core.ruler.push("fanfare-heads", (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type !== "th_open" || state.tokens[index + 1].content) return;
      token.tag = "td";
      state.tokens[index + 2].tag = "td";
    });
  });
}

/** Links lead to where the files of the repository are on the site; one that leads nowhere ends the build. */
function lead(md) {
  md.core.ruler.push("fanfare-links", (state) => {
    const source = sources.get(state.env.relativePath);
    if (!source) return;
    for (const token of state.tokens.flatMap((each) => each.children ?? [])) {
      const name = token.type === "link_open" ? "href" : "src";
      const href = token.attrGet?.(name);
      if (href && !isElsewhere(href)) token.attrSet(name, address(source, href));
    }
  });
}

export default {
  title: "Fanfare",
  description: "Real-time messaging for Jakarta EE, in one WAR",
  lang: "en",
  base: process.env.SITE_BASE ?? "/",
  srcDir: "../../../target/site/pages",
  outDir: "../../../target/site/html",
  cacheDir: "../../../target/site/cache",
  cleanUrls: false,
  lastUpdated: false,
  ignoreDeadLinks: [/^\/files\//, /^https?:\/\/localhost/], // check.mjs looks at those to files, and at all anchors
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/fanfare.svg" }]],
  markdown: {
    anchor: { slugify: slug },
    toc: { slugify: slug },
    headers: { slugify: slug },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    languageAlias: { hocon: "ini", conf: "ini" },
    config: (md) => {
      lead(md);
      box(md);
      plainHeads(md);
    },
  },
  themeConfig: {
    logo: "/fanfare.svg",
    search: {
      provider: "local",
      options: { translations: { button: { buttonText: "Search", buttonAriaLabel: "Search K" } } },
    },
    outline: { level: [2, 3], label: "On this page" },
    sidebar: parts.map((part) => ({
      text: part.text,
      items: part.pages.map((page) => ({ text: page.text, link: page.name === "index" ? "/" : `/${page.name}` })),
    })),
    nav: [
      { text: "Tutorial", link: "/tutorial" },
      { text: "Reference", link: "/reference" },
      { text: "Settings", link: "/settings" },
      { text: "Troubleshooting", link: "/troubleshooting" },
    ],
    docFooter: { prev: "Before", next: "Next" },
  },
};
