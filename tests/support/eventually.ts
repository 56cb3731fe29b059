/**
 * In milliseconds, for what is promised within one or two seconds: a machine that many share stands still for longer at times,
 * and what does not come of itself comes no sooner than by a repetition that is slower than this.
 */
export const promptly = 6_000;

/**
 * Waits until `condition` holds and returns what it gave; an exception counts as "not yet".
 * @throws with the condition's name, and what was last seen, when it does not hold within `withinMs`.
 */
export async function eventually<T>(
  name: string,
  condition: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  do {
    try {
      last = await condition();
      if (last) return last as NonNullable<T>;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (performance.now() < deadline);
  throw new Error(
    `not within ${withinMs} ms: ${name}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
