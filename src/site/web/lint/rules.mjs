/**
 * The rules of the prose, for textlint. Each reads paragraphs and cells of tables as a reader does: code is one word, and
 * a link is its text. What they know of words is in style.json.
 */
import { readFileSync } from "node:fs";

const style = JSON.parse(readFileSync(new URL("style.json", import.meta.url), "utf8"));

/** The text of a node. Code, a picture or a tag is a word that no rule knows. */
function spoken(node) {
  if (node.type === "Str") return node.value;
  if (node.type === "Code") return "CODE";
  if (node.type === "Break") return " ";
  return (node.children ?? []).map(spoken).join("");
}

/** The sentences of a paragraph or a cell, with blanks for its line breaks. Some names begin one without a capital. */
export const sentences = (text) =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .split(/(?<=[.!?][)"”]?) (?=[\p{Lu}\p{N}"“(]|nginx|httpd|rsyslog|syslog)/u);

const words = (sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’._/-]*/gu) ?? [];

/** A rule that looks at each sentence, and at whether it is in a cell, and returns what is wrong with it or nothing. */
const each = (fault) => ({
  linter({ Syntax, RuleError, report }) {
    const read = (node) => {
      for (const sentence of sentences(spoken(node))) {
        const wrong = fault(sentence, node.type === "TableCell");
        if (wrong) report(node, new RuleError(`${wrong}: "${sentence.slice(0, Number(process.env.SHOWN ?? 90))}…"`));
      }
    };
    return { [Syntax.Paragraph]: read, TableCell: read };
  },
});

/** A cell without a capital names what a thing is, such as "what a client has read", and is no sentence. */
const CAPITAL = /^(What|Whatever|Whoever|Who) /;
const ANYWHERE = /(^|[:;] |— )(what|whatever|whoever|who) /i;
const VERBS =
  /\b(is|are|was|were|has|have|may|can|will|must|gets?|finds?|counts?|goes|takes?|stands?|needs?|comes?|reads?)\b/gi;

export const rules = {
  "long-sentence": each((sentence) => {
    const count = words(sentence).length;
    return count > style.mostWords ? `a sentence of ${count} words; ${style.mostWords} are the most` : undefined;
  }),
  "clause-as-subject": each((sentence, inCell) => {
    const begins = (inCell ? CAPITAL : ANYWHERE).exec(sentence);
    if (!begins || sentence.endsWith("?")) return undefined;
    const rest = sentence.slice(begins.index + begins[0].length).split(/[:;]/)[0];
    return (rest.match(VERBS) ?? []).length > 1 || rest.includes(", ") ? "a clause is the subject; name the thing" : undefined;
  }),
  phrase: each((sentence) => {
    const found = style.phrases.find((phrase) => new RegExp(phrase.not, "i").test(sentence));
    return found ? `not "${new RegExp(found.not, "i").exec(sentence)[0]}", but: ${found.but}` : undefined;
  }),
};
