/** After a close with one of these a client comes back: those are of links, or will pass. */
const PASSING = [1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015, 4001, 4002, 4004, 4007, 4408, 4425, 4429];

/** Whether nobody comes back after a close with this code. */
export const ends = (code: number): boolean => !PASSING.includes(code);

/** Whether a problem or a close with this word says that there is no such session any more. */
export const isLost = (word: string): boolean => word === "no-session" || word === "other-node";
