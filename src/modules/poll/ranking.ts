import type { OptionCount, PollKind } from "./schema";

/** Of a slot it counts most how many can come, then how many of them would like to; of a choice, the votes. */
const better = (kind: PollKind) => (a: OptionCount, b: OptionCount) =>
  kind === "choice" ? b.yes - a.yes : b.yes + b.maybe - (a.yes + a.maybe) || b.yes - a.yes;

/** The options that somebody wants, the best first; those that tie in the order in which they were added. */
export const rank = (kind: PollKind, options: readonly OptionCount[]): OptionCount[] =>
  options.filter(({ yes, maybe }) => yes + maybe > 0).sort((a, b) => better(kind)(a, b) || a.number - b.number);

/** Numbers of the best options: several where they tie, none where nobody wants any. */
export function winnersOf(kind: PollKind, options: readonly OptionCount[]): number[] {
  const ranked = rank(kind, options);
  const [best] = ranked;
  return best ? ranked.filter((option) => better(kind)(best, option) === 0).map(({ number }) => number) : [];
}

/** How far an option stands out in the heat map: 0 where nobody can, 4 where it is among the best. */
export type Heat = 0 | 1 | 2 | 3 | 4;

/**
 * The heat of each value by its place among the different values that occur, not by its size: most people can come nearly
 * always, and by size the top shades would look alike. Equal values have equal heat, zero has 0, and the highest has 4.
 * @param values not negative.
 */
export function heatsOf(values: readonly number[]): Heat[] {
  const levels = [...new Set(values.filter((value) => value > 0))].sort((a, b) => a - b);
  const heats = new Map(levels.map((value, index) => [value, Math.ceil((4 * (index + 1)) / levels.length) as Heat]));
  return values.map((value) => heats.get(value) ?? 0);
}
