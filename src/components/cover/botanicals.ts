import { type Artist, disc, n, polar, type Shape, times } from "./shape";

/** Fantasy: things that grow where nobody planted them. */
export const botanicals: Artist = (field, random) => random.pick([stem, wreath, bower])(field, random);

const leaf = (x: number, y: number, angle: number, length: number, fatness: number) => {
  const [tipX, tipY] = polar(x, y, length, angle);
  const [leftX, leftY] = polar(x, y, length * 0.5, angle - fatness);
  const [rightX, rightY] = polar(x, y, length * 0.5, angle + fatness);
  return `M${n(x)} ${n(y)}Q${n(leftX)} ${n(leftY)} ${n(tipX)} ${n(tipY)}Q${n(rightX)} ${n(rightY)} ${n(x)} ${n(y)}z`;
};

/** One plant, rising from the foot in a slow curve, with a moon or flower at its head. */
const stem: Artist = ({ width, height }, random) => {
  const bend = random.pick([-1, 1]) * random.between(14, 30);
  const at = (part: number): readonly [number, number] => [
    width / 2 + Math.sin(part * Math.PI * 1.2) * bend,
    height * (1 - part * 0.78),
  ];
  const pairs = random.whole(5, 7);
  const fatness = random.between(0.5, 0.8);
  const leaves = (side: 1 | -1) =>
    times(pairs, (pair) => {
      const part = 0.1 + (pair / pairs) * 0.82;
      const [x, y] = at(part);
      return leaf(x, y, -Math.PI / 2 + side * (1.15 - part * 0.35), width * (0.36 - part * 0.2), fatness);
    }).join("");
  const spine = times(9, (index) =>
    at(index / 8)
      .map(n)
      .join(" "),
  ).join("L");
  const [headX, headY] = at(1);
  return [
    { d: disc(headX, headY, width * 0.1), ink: "second" },
    { d: `M${spine}`, ink: "first", width: 2.5 },
    { d: leaves(1), ink: "first" },
    { d: leaves(-1), ink: "third" },
  ];
};

/** Leaves about a moon. */
const wreath: Artist = ({ width, height }, random) => {
  const [x, y] = [width / 2, height / 2];
  const radius = Math.min(width, height) * 0.3;
  const count = random.whole(13, 18);
  const lean = random.between(0.55, 1) * random.pick([-1, 1]);
  const ring = (offset: number, length: number, turn: number) =>
    times(count, (index) => {
      const angle = ((index + offset) / count) * Math.PI * 2;
      return leaf(...polar(x, y, radius, angle), angle + turn, length, 0.62);
    }).join("");
  const berries = times(count, (index) => disc(...polar(x, y, radius * 1.62, (index / count) * Math.PI * 2), 2.5));
  return [
    { d: disc(x, y, radius), ink: "first", width: 2 },
    { d: ring(0, radius * 0.62, lean), ink: "first" },
    { d: ring(0.5, radius * 0.5, Math.PI - lean), ink: "third" },
    { d: berries.join(""), ink: "second" },
    { d: disc(x, y, radius * 0.34), ink: "second" },
  ];
};

/** Boughs that meet overhead. */
const bower: Artist = ({ width, height }, random) => {
  const boughs = random.whole(3, 4);
  const moon: Shape = { d: disc(width / 2, height * 0.64, width * random.between(0.1, 0.15)), ink: "second" };
  return [
    moon,
    ...times(boughs, (index) => index).flatMap((index): Shape[] => {
      const radius = width * (0.26 + index * 0.15);
      const top = height * 0.68;
      const count = 7 + index * 2;
      const arc = `M${n(width / 2 - radius)} ${n(height)}V${n(top)}a${n(radius)} ${n(radius)} 0 0 1 ${n(radius * 2)} 0V${n(height)}`;
      const leaves = times(count, (place) => {
        const angle = Math.PI * (1 + (place + 0.5) / count);
        const inward = place < count / 2 ? 0.7 : -0.7;
        return leaf(...polar(width / 2, top, radius, angle), angle + inward, width * 0.12, 0.7);
      });
      const ink = index % 2 ? "third" : "first";
      return [
        { d: arc, ink, width: 2 },
        { d: leaves.join(""), ink },
      ];
    }),
  ];
};
