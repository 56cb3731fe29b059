/**
 * Microseconds on the clock that all processes of this machine share (CLOCK_MONOTONIC), as a whole number: a time taken
 * in one process may be subtracted from one taken in another.
 */
const offset = Number(process.hrtime.bigint()) / 1_000 - performance.now() * 1_000;

export const nowMicros = (): number => Math.round(performance.now() * 1_000 + offset);

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
