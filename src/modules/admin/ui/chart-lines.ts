import type { ChartPoint } from "./chart";

interface Box {
  width: number;
  height: number;
  limit?: number | undefined;
}

/**
 * Points as they are drawn, from the bottom left: one line for each stretch without a gap, by time along the width. The
 * limit is drawn once values come near it, so that a quiet day is not a line along the foot.
 */
export function linesOf(points: readonly ChartPoint[], { width, height, limit }: Box) {
  const times = points.map(({ at }) => Date.parse(at));
  const [from = 0, to = 0] = [times[0], times.at(-1)];
  const highest = Math.max(...points.map(({ value }) => value ?? 0), 0);
  const showsLimit = limit !== undefined && highest > limit / 4;
  const top = Math.max(highest, showsLimit ? limit : 0) * 1.1 || 1;
  const y = (value: number) => round(height - (value / top) * (height - 4) - 2);
  const x = (time: number) => (to > from ? round(((time - from) / (to - from)) * width) : width / 2);
  const stretches: string[][] = [[]];
  for (const [index, { value }] of points.entries()) {
    if (value === null) stretches.push([]);
    else stretches.at(-1)?.push(`${x(times[index] ?? from)},${y(value)}`);
  }
  // A lone point is drawn as a dot: a line to itself, with round ends.
  const lines = stretches
    .filter((stretch) => stretch.length > 0)
    .map((stretch) => (stretch.length === 1 ? [...stretch, ...stretch] : stretch).join(" "));
  return { lines, limitY: showsLimit ? y(limit) : null };
}

const round = (value: number) => Math.round(value * 10) / 10;
