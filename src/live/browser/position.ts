/** `epoch.seq`, as the server writes its cursors (`src/live/cursor.ts`; apart from it, which brings its validator along). */
const parts = (cursor: string) => {
  const dot = cursor.lastIndexOf(".");
  return { epoch: cursor.slice(0, dot), seq: dot > 0 ? Number(cursor.slice(dot + 1)) : Number.NaN };
};

/** Whether `cursor` lies behind `other` in the same log, or means the same position; false where they cannot be compared. */
export function isAtOrBefore(cursor: string, other: string | null): boolean {
  if (cursor === other) return true;
  if (other === null) return false;
  const [a, b] = [parts(cursor), parts(other)];
  return a.epoch === b.epoch && a.seq <= b.seq;
}

/** Whether both are positions, of which neither says anything about the other. */
export const areOfTwoLogs = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && parts(a).epoch !== parts(b).epoch;

/** The one that lies further back; `a` where they cannot be compared. */
export const earlier = (a: string | null, b: string | null): string | null =>
  a !== null && b !== null && !isAtOrBefore(a, b) && isAtOrBefore(b, a) ? b : a;
