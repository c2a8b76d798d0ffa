/** One event of a stream, with the fields that it had. */
export interface StreamEvent {
  id?: string;
  name?: string;
  data?: string;
  breaks?: string;
  retry?: number;
}

/** Reads an event stream piece by piece; onEvent is given each event at its end. */
export function eventParser(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = "";
  let event: StreamEvent = {};
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/); // a CR at the very end may be half a CRLF
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === "") {
        const whole = event;
        event = {};
        onEvent(whole);
        continue;
      }
      const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line) as unknown as [string, string, string];
      if (field === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
      else if (field === "event") event.name = value;
      else if (field === "id") event.id = value;
      else if (field === "retry") event.retry = Number(value);
      else if (field === "breaks") event.breaks = value;
    }
  };
}

const BREAKS: Record<string, string> = { n: "\n", r: "\r", rn: "\r\n" };

/** The text of a message, of which an event knows only where lines end. Where they end otherwise than with LF it says how. */
export function withBreaks({ data, breaks }: StreamEvent): string {
  if (breaks === undefined) return data!;
  const ends = breaks.split(",");
  return data!.split("\n").reduce((text, line, n) => text + (BREAKS[ends[n - 1]!] ?? "\n") + line);
}
