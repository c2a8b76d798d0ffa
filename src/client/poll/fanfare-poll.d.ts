/** What `fanfare-poll.js` adds to the page: it is for clients that have nothing but ES5 and XMLHttpRequest. */
export interface PollFailure extends Error {
  /** The status of the answer; 0 if there was none. */
  status: number;
  /** What the server said of it, if it was Fanfare that answered. */
  problem?: { type: string; title: string; status: number; detail: string };
  /** Whether it would only happen again. */
  final: boolean;
}

export interface PollOptions {
  /** A cursor to go on from, or "start" for everything retained. */
  after?: string;
  /** How many of each group's newest publications to begin with. */
  last?: number;
  /** Seconds that the server waits before it answers that there is nothing; 20. */
  wait?: number;
  /** Messages are passed through JSON.parse; what is not JSON stays a string. */
  json?: boolean;
  headers?: Record<string, string>;
  onMessage?(message: any, publication: any): void;
  onGap?(gap: { group: string; first: number; last: number | null; reason: string }): void;
  onState?(state: "open" | "waiting" | "refused" | "closed", error?: PollFailure): void;
}

export interface PublishOptions {
  type?: string;
  key?: string;
  headers?: Record<string, string>;
}

export type PublishDone = (error: PollFailure | null, receipt?: { cursor: string; offsets: Record<string, number> }) => void;

export interface PollSubscription {
  /** Where reading has come to: never ahead of what onMessage has been given. */
  readonly cursor: string | null;
  readonly state: "connecting" | "open" | "waiting" | "refused" | "closed";
  publish(message: any, options?: PublishOptions | null, done?: PublishDone): void;
  close(): void;
}

declare global {
  var FanfarePoll: {
    subscribe(url: string, options?: PollOptions): PollSubscription;
    publish(url: string, message: any, options?: PublishOptions | null, done?: PublishDone): void;
  };
}
