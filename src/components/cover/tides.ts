import { type Artist, disc, n, type Shape, times } from "./shape";

/** Literary: a low sun over water, the water drawn as lines or as bands. */
export const tides: Artist = (field, random) => random.pick([lines, bands, bands])(field, random);

/** One wave after another from before the left edge to beyond the right; `phase` moves them along. */
const swell = (y: number, length: number, height: number, phase: number, width: number) => {
  const half = n(length / 2);
  const start = ((phase % length) + length) % length;
  const repeats = times(Math.ceil((width + start) / half), () => `t${half} 0`).join("");
  return `M${n(-start)} ${n(y)}q${n(half / 2)} ${n(-height)} ${half} 0${repeats}`;
};

const lines: Artist = ({ width, height }, random) => {
  const horizon = height * random.between(0.34, 0.48);
  const gap = random.between(9, 12);
  const radius = width * random.between(0.2, 0.3);
  const count = Math.ceil((height - horizon) / gap) + 1;
  const sun: Shape = { d: disc(width * random.between(0.3, 0.7), horizon - radius * 0.25, radius), ink: "second" };
  const water: Shape = { d: `M0 ${n(horizon)}h${width}V${n(height)}H0z`, ink: "ground" };
  const length = random.between(70, 130);
  const drift = random.between(-9, 9);
  return [
    sun,
    water,
    ...times(count, (row): Shape => {
      const near = row / count;
      return {
        d: swell(horizon + row * gap, length * (0.6 + near), 1 + near * 16, length + row * drift * 0.5, width),
        ink: row % 4 === 3 ? "third" : "first",
        width: n(1 + near * 3.5),
      };
    }),
  ];
};

const bands: Artist = ({ width, height }, random) => {
  const count = random.whole(4, 6);
  const horizon = height * random.between(0.36, 0.5);
  const step = (height - horizon) / count;
  const radius = width * random.between(0.13, 0.24);
  const inks = ["third", "first", "ground", "second", "first", "third"] as const;
  const sunY = Math.max(radius + 14, horizon - radius * random.between(0.5, 1.5));
  return [
    { d: disc(width * random.between(0.25, 0.75), sunY, radius), ink: "second" },
    ...times(count, (row): Shape => {
      const length = random.between(110, 200);
      const phase = random.between(0, length);
      const crest = swell(horizon + row * step, length, 12 + row * 4, phase, width);
      return { d: `${crest}V${n(height)}H${-Math.ceil(length)}z`, ink: inks[row] ?? "first" };
    }),
  ];
};
