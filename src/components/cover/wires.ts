import { type Artist, disc, line, n, times } from "./shape";

/** For a genre without a family of its own: wires between posts, and what sits on them. */
export const wires: Artist = ({ width, height }, random) => {
  const count = random.whole(5, 7);
  const left = width * random.between(0.1, 0.25);
  const right = width * random.between(0.75, 0.92);
  const sag = random.between(14, 46);
  const gap = (height * 0.5) / count;
  const y = (index: number) => height * 0.16 + index * gap;
  const birds = times(count + 2, () => {
    const wire = random.whole(0, count - 1);
    const part = random.between(0.12, 0.88);
    // The wire is a parabola, so that its depth at any part of the span is known.
    return disc(left + (right - left) * part, y(wire) + 4 * sag * part * (1 - part) - 5, 5);
  });
  return [
    { d: disc(width * 0.5, height * 0.3, width * 0.2), ink: "second" },
    { d: line(left, height * 0.08, left, height) + line(right, height * 0.08, right, height), ink: "first", width: 5 },
    {
      d: times(
        count,
        (index) => `M${n(left)} ${n(y(index))}q${n((right - left) / 2)} ${n(sag * 2)} ${n(right - left)} 0`,
      ).join(""),
      ink: "first",
      width: 1.5,
    },
    { d: birds.join(""), ink: "first" },
  ];
};
