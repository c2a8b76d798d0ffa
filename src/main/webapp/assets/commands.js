/* Commands to copy: fills in this server's own addresses, and gives each command a button. */
export function fillCommands({ url, script }) {
  const fill = (selector, text) => document.querySelectorAll(selector).forEach((e) => (e.textContent = text));
  fill("[data-url]", url);
  fill("[data-path]", new URL(url).pathname);
  if (script) fill("[data-script]", new URL(script).pathname);
  for (const code of document.querySelectorAll(".commands code")) {
    const button = document.createElement("button");
    const what = code.closest("div").querySelector("dt").textContent;
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${what}`);
    button.addEventListener("click", async () => {
      button.textContent = (await copy(code)) ? "Copied" : "Select it";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    code.closest("dd").append(button);
  }
}

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch (notAllowed) {
    // Pages without TLS have no clipboard: select the text, and copy it the old way if that is allowed.
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}
