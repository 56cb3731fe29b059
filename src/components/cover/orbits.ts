import { type Artist, disc, line, n, polar, type Shape, times } from "./shape";

/** Speculative: bodies and their paths. */
export const orbits: Artist = (field, random) => random.pick([rings, tilted, eclipse])(field, random);

const rings: Artist = ({ width, height }, random) => {
  const x = width * random.pick([0.12, 0.5, 0.88]);
  const y = height * random.between(0.6, 0.95);
  const gap = random.between(21, 28);
  const radii = times(9, (index) => 34 + index * gap);
  const bodies = radii.filter((_, index) => index % 2 === 1).slice(0, 4);
  return [
    { d: radii.map((radius) => disc(x, y, radius)).join(""), ink: "first", width: 1.5 },
    { d: disc(x, y, 22), ink: "second" },
    ...bodies.map((radius, index): Shape => {
      const toMiddle = Math.atan2(height * 0.45 - y, width / 2 - x);
      const [bodyX, bodyY] = polar(x, y, radius, toMiddle + random.between(-0.75, 0.75));
      return { d: disc(bodyX, bodyY, random.between(5, 14)), ink: index % 2 ? "second" : "third" };
    }),
  ];
};

const ellipse = (x: number, y: number, rx: number, ry: number, tilt: number) => {
  const [dx, dy] = polar(0, 0, rx, (tilt * Math.PI) / 180);
  const arc = `a${n(rx)} ${n(ry)} ${tilt} 1 0`;
  return `M${n(x - dx)} ${n(y - dy)}${arc} ${n(2 * dx)} ${n(2 * dy)}${arc} ${n(-2 * dx)} ${n(-2 * dy)}`;
};

const tilted: Artist = ({ width, height }, random) => {
  const [x, y] = [width / 2, height / 2];
  const size = Math.min(width, height);
  const tilt = random.whole(-38, 38);
  const count = random.whole(4, 6);
  return [
    { d: disc(x, y, size * 0.24), ink: "second" },
    {
      d: times(count, (index) => ellipse(x, y, size * (0.34 + index * 0.09), size * (0.07 + index * 0.045), tilt)).join(
        "",
      ),
      ink: "first",
      width: 2,
    },
    // The near half of the body covers the far side of its rings.
    { d: halfDisc(x, y, size * 0.24, tilt + 180), ink: "second" },
    ...times(3, (index): Shape => {
      const [moonX, moonY] = polar(x, y, size * (0.4 + index * 0.08), random.between(0, 6.28));
      return { d: disc(moonX, moonY, random.between(4, 10)), ink: "third" };
    }),
  ];
};

const halfDisc = (x: number, y: number, radius: number, tilt: number) => {
  const [dx, dy] = polar(0, 0, radius, (tilt * Math.PI) / 180);
  return `M${n(x - dx)} ${n(y - dy)}A${n(radius)} ${n(radius)} 0 0 1 ${n(x + dx)} ${n(y + dy)}z`;
};

const eclipse: Artist = ({ width, height }, random) => {
  const [x, y] = [width * random.between(0.4, 0.6), height * 0.52];
  const radius = Math.min(width, height) * random.between(0.25, 0.3);
  const rays = random.whole(28, 44);
  const shift = radius * random.between(0.22, 0.5);
  const angle = random.between(0, 6.28);
  const [shadowX, shadowY] = polar(x, y, shift, angle);
  return [
    {
      d: times(rays, (index) => {
        const turn = (index / rays) * Math.PI * 2;
        const reach = radius * (index % 2 ? 1.5 : 2.9);
        return line(...polar(x, y, radius * 1.14, turn), ...polar(x, y, reach, turn));
      }).join(""),
      ink: "first",
      width: 1.5,
    },
    { d: disc(x, y, radius), ink: "second" },
    { d: disc(shadowX, shadowY, radius * 0.86), ink: "ground" },
    { d: disc(...polar(x, y, radius * 2.1, angle + 2.4), 7), ink: "third" },
  ];
};
