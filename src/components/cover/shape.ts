import type { Random } from "../random";

/** One path of a cover. A line where it has a width, otherwise a filled form. */
export type Shape = { d: string; ink: Ink; width?: number };

/** The few inks a cover is printed with; `ground` is its paper. */
export type Ink = "ground" | "first" | "second" | "third";

export type Field = { width: number; height: number };

/** Fills a field with forms. What reaches over the edge is cut off. */
export type Artist = (field: Field, random: Random) => Shape[];

/** Whole and half units are fine enough at this scale, and keep the markup small. */
export const n = (value: number) => Math.round(value * 2) / 2;

export const disc = (x: number, y: number, radius: number) => {
  const r = n(radius);
  return `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
};

export const box = (x: number, y: number, width: number, height: number) =>
  `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;

export const polygon = (points: readonly (readonly [number, number])[]) =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}z`;

export const line = (x1: number, y1: number, x2: number, y2: number) => `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;

/** The point at a distance and an angle (radians, clockwise from the right) from another. */
export const polar = (x: number, y: number, distance: number, angle: number): readonly [number, number] => [
  x + distance * Math.cos(angle),
  y + distance * Math.sin(angle),
];

/** `count` values of a function of the index. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
