/** The delay before attempt n: 0.5 s, doubled each time up to 30 s, of which a random half is taken off. */
export declare const backOff: (n: number) => number;
export declare const pause: (ms: number) => Promise<void>;
