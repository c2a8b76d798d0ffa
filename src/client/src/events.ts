/** One event of a stream, with the fields that it had. */
export interface StreamEvent {
  id?: string;
  event?: string;
  data?: string;
  breaks?: string;
  retry?: string;
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
      const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line) as unknown as [string, keyof StreamEvent, string];
      event[field] = field === "data" && event.data !== undefined ? `${event.data}\n${value}` : value;
    }
  };
}

const BREAKS: Record<string, string> = { n: "\n", r: "\r", rn: "\r\n" };

/**
 * The text of a message, of which an event knows only where lines end. Where they end otherwise than with LF it says
 * how.
 */
export function withBreaks({ data, breaks }: StreamEvent): string {
  if (breaks === undefined) return data!;
  const ends = breaks.split(",");
  return data!.split("\n").reduce((text, line, n) => text + (BREAKS[ends[n - 1]!] ?? "\n") + line);
}
