/** A refusal in the server's own words (RFC 9457). */
export interface Problem {
  type: string;
  title?: string;
  status: number;
  detail?: string;
  [member: string]: unknown;
}

interface Why {
  status?: number;
  problem?: Problem;
  /** Milliseconds after which the server wants to be asked again. */
  retry?: number;
  final?: boolean;
  _unreachable?: boolean;
}

/** Why something did not work. `final`: the server's own refusal, so that trying again is in vain. */
export class Fault extends Error {
  declare readonly status?: number;
  declare readonly problem?: Problem;
  declare readonly retry?: number;
  declare readonly final?: boolean;
  /** Nothing was reached at all: this says nothing of the transport. */
  declare readonly _unreachable?: boolean;

  constructor(message: string, why: Why = {}) {
    super(message);
    Object.assign(this, { name: "FanfareError" }, why);
  }
}

export function faultOfProblem(problem: Problem, retry?: number): Fault {
  const { status, title, detail } = problem;
  // A client error is final, but for a time-out, too early, and too many requests.
  const final = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  return new Fault(detail || title || `status ${status}`, { status, problem, retry, final });
}

/** An answer that is not Fanfare's own (a proxy's, or a server's that is starting) is never final. */
export async function faultOfResponse(response: Response): Promise<Fault> {
  const { status, headers } = response;
  const retry = 1000 * Number(headers.get("Retry-After")) || undefined;
  if (headers.get("Content-Type")?.startsWith("application/problem+json")) {
    const problem = await response.json().catch(() => {}); // it may break off
    if (problem) return faultOfProblem(problem, retry);
  }
  return new Fault(`${response.url.split("?")[0]} was answered with ${status}, and not by Fanfare`, { status, retry });
}

/** What the server would answer, without asking it. */
export function refusal(code: string, status: number, title: string, detail: string): Fault {
  return faultOfProblem({ type: `urn:fanfare:${code}`, title, status, detail });
}

/** The code of a problem: the last part of its type. */
export const codeOf = (problem?: Problem): string => (problem ? problem.type.split(":").pop()! : "");
