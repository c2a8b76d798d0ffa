/* Shows in a page's ".state" what carries a Fanfare, or that nothing does at the moment. */
const NAMES = { websocket: "WebSocket", sse: "SSE", poll: "long-poll" };

export function showState(shown, fanfare) {
  const say = (state, text) => {
    shown.dataset.state = state;
    shown.textContent = text;
  };
  say("connecting", "Connecting…");
  fanfare.addEventListener("transport", ({ detail }) => {
    if (detail.transport !== "none") return;
    say("waiting", detail.delay > 0 ? `Broken. Back in ${(detail.delay / 1000).toFixed(1)} s` : "Broken. Coming back…");
  });
  for (const type of ["open", "transport"]) {
    fanfare.addEventListener(type, () => {
      if (NAMES[fanfare.transport]) say("open", `Live over ${NAMES[fanfare.transport]}`);
    });
  }
  fanfare.addEventListener("close", ({ code, reason }) => say("refused", `Closed: ${reason || code}`));
}
