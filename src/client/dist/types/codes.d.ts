/** Whether nobody comes back after a close with this code. */
export declare const ends: (code: number) => boolean;
/** Whether a problem or a close with this word says that there is no such session any more. */
export declare const isLost: (word: string) => boolean;
