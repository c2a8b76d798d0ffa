/** The delay before attempt n: 0.5 s, doubled each time up to 30 s, of which a random half is taken off. */
export const backOff = (n: number): number => Math.min(30_000, 500 * 2 ** n) * (1 - Math.random() / 2);

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
