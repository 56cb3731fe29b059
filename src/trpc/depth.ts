/** Objects and arrays within each other; the deepest input of ours has six. */
export const deepestInput = 12;

/** Whether `value` nests objects and arrays deeper than `levels`. Looks no deeper than that itself. */
export const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));
