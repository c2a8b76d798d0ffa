/** Reads Markdown by textlint with the rules of this folder. */
import { TextlintKernel } from "@textlint/kernel";
import markdown from "@textlint/textlint-plugin-markdown";
import { rules } from "./rules.mjs";

const kernel = new TextlintKernel();

/** The faults of a text, each with its line, its rule and what is wrong. */
export async function faults(text, filePath = "page.md") {
  const result = await kernel.lintText(text, {
    filePath,
    ext: ".md",
    plugins: [{ pluginId: "markdown", plugin: markdown.default ?? markdown }],
    rules: Object.entries(rules).map(([ruleId, rule]) => ({ ruleId, rule: rule.linter })),
  });
  return result.messages.map(({ line, ruleId, message }) => ({ line, rule: ruleId, message }));
}
