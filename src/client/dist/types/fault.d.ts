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
export declare class Fault extends Error {
    readonly status?: number;
    readonly problem?: Problem;
    readonly retry?: number;
    readonly final?: boolean;
    /** Nothing was reached at all: this says nothing of the transport. */
    readonly _unreachable?: boolean;
    constructor(message: string, why?: Why);
}
export declare function faultOfProblem(problem: Problem, retry?: number): Fault;
/** An answer that is not Fanfare's own (a proxy's, or a server's that is starting) is never final. */
export declare function faultOfResponse(response: Response): Promise<Fault>;
/** What the server would answer, without asking it. */
export declare function refusal(code: string, status: number, title: string, detail: string): Fault;
/** The code of a problem: the last part of its type. */
export declare const codeOf: (problem?: Problem) => string;
export {};
