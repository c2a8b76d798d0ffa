/** The delay before attempt n: 0.5 s, doubled each time up to 30 s, of which a random half is taken off. */
export const backOff = (n: number): number => Math.min(30_000, 500 * 2 ** n) * (1 - Math.random() / 2);

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What wakes those who rest. */
export type Resting = (() => void)[];

/**
 * Rests before attempt n at what has failed: as long as the server asks for, or else until it is roused, since there is
 * a sign that it would do better now, but no longer than the delay.
 */
export const rest = ({ retry }: { retry?: number }, n: number, resting: Resting = []): Promise<void> =>
  new Promise((done) => {
    if (!retry) resting.push(done);
    setTimeout(done, retry ?? backOff(n));
  });
