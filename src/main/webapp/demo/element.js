/* Makes what the pages of the applications show. */
/** Makes an element; what it contains is appended, so that texts become text, never markup. */
export function element(tag, className, ...content) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
}
