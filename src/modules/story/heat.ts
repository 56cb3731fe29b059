/**
 * The sort key of "trending". It does not fade as time passes, which would reorder pages between two requests: newer
 * stories start higher instead. Ten times the readers weigh as much as a publication `agePerTenfoldMs` later.
 */
const agePerTenfoldMs = 3 * 24 * 60 * 60 * 1_000;

export const heatOf = (readers: number, publishedAt: Date): number =>
  Math.log10(1 + readers) + publishedAt.getTime() / agePerTenfoldMs;
