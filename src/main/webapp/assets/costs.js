/*
 * What reading costs: a table of a subscription's own counts for each transport, beside what plain Ajax polling would
 * have cost in the same time. The second is computed from one poll that was made and measured in the same way.
 */
const NAMES = { websocket: "WebSocket", sse: "SSE", poll: "Long-poll" };
const COLUMNS = ["In use", "Messages", "Requests", "Received", "Headers", "Polling: requests", "Polling: bytes"];

export function showCosts(table, sub, { interval, sample, late, url }) {
  const rows = Object.fromEntries(Fanfare.transports.map((transport) => [transport, addRow(table, transport)]));
  let poll;
  measureOnePoll(url, (costs) => {
    poll = costs;
    sample.textContent = `${costs.payload} bytes and about ${costs.heads} of headers`;
  });
  const show = () => {
    const every = Number(interval.value);
    late.textContent = `${every} s`;
    for (const [transport, costs] of Object.entries(sub.costs)) {
      const row = rows[transport];
      if (!row) continue;
      const used = costs.requests > 0;
      const polls = Math.ceil(costs.time / 1000 / every);
      row.element.classList.toggle("current", transport === sub.transport);
      row.element.classList.toggle("unused", !used);
      row.show(
        used
          ? [
              duration(costs.time),
              costs.messages,
              costs.requests,
              bytes(costs.payload),
              bytes(costs.heads),
              polls,
              poll ? bytes(polls * (poll.payload + poll.heads) + costs.payload) : "…",
            ]
          : COLUMNS.map(() => "–"),
      );
    }
  };
  interval.addEventListener("change", show);
  setInterval(show, 500);
  show();
}

export function bytes(count) {
  return count < 1000 ? `${count} B` : count < 1e6 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}

export function duration(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

function addRow(table, transport) {
  const element = table.tBodies[0].insertRow();
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = NAMES[transport];
  element.append(head);
  const cells = COLUMNS.map((column) => {
    const cell = element.insertCell();
    cell.dataset.column = column;
    return cell;
  });
  return { element, show: (values) => values.forEach((value, i) => (cells[i].textContent = value)) };
}

function measureOnePoll(url, then) {
  const once = Fanfare.subscribe(url, {
    transport: "poll",
    last: 0,
    onState: (state) => {
      if (state !== "open") return;
      then({ ...once.costs.poll });
      once.close();
    },
  });
}
