/** The delay before attempt n: 0.5 s, doubled each time up to 30 s, of which a random half is taken off. */
export declare const backOff: (n: number) => number;
export declare const pause: (ms: number) => Promise<void>;
/** What wakes those who rest. */
export type Resting = (() => void)[];
/**
 * Rests before attempt n at what has failed: as long as the server asks for, or else until it is roused, since there is
 * a sign that it would do better now, but no longer than the delay.
 */
export declare const rest: ({ retry }: {
    retry?: number;
}, n: number, resting?: Resting) => Promise<void>;
