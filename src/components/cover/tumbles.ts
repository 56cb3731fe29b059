import { type Artist, disc, n, polar, polygon, type Shape, times } from "./shape";

/** Humour: forms that have lost their footing. */
export const tumbles: Artist = (field, random) => random.pick([tower, tiles, bounce])(field, random);

const inks = ["first", "second", "third"] as const;

const square = (x: number, y: number, half: number, tilt: number) =>
  polygon(times(4, (corner) => polar(x, y, half * Math.SQRT2, tilt + Math.PI / 4 + (corner * Math.PI) / 2)));

const triangle = (x: number, y: number, radius: number, tilt: number) =>
  polygon(times(3, (corner) => polar(x, y, radius * 1.3, tilt - Math.PI / 2 + (corner * Math.PI * 2) / 3)));

const dome = (x: number, y: number, radius: number, tilt: number) => {
  const [dx, dy] = polar(0, 0, radius * 1.15, tilt);
  return `M${n(x - dx)} ${n(y - dy)}A${n(radius * 1.15)} ${n(radius * 1.15)} 0 0 1 ${n(x + dx)} ${n(y + dy)}z`;
};

const round = (x: number, y: number, radius: number) => disc(x, y, radius);

/** A stack that should have fallen by now. */
const tower: Artist = ({ width, height }, random) => {
  const scale = (height * 0.94) / 280;
  const lean = random.pick([-1, 1]);
  let y = height;
  return [38, 31, 25, 20, 15, 11].map((size, index): Shape => {
    const half = size * scale;
    const form = index === 0 ? square : random.pick([square, dome, round, square]);
    const tilt = index === 0 ? 0 : random.between(-0.2, 0.2);
    const x = width / 2 + lean * Math.sin(index * 1.25) * 24 * scale;
    y -= half * 2;
    return { d: form(x, y + half, half, tilt), ink: inks[index % 3] ?? "first" };
  });
};

/** A floor of quarter rounds, laid by someone in good spirits. */
const tiles: Artist = ({ width, height }, random) => {
  const across = random.pick([3, 4]);
  const side = width / across;
  const down = Math.ceil(height / side);
  return times(across * down, (index): Shape => {
    const x = (index % across) * side;
    const y = height - (Math.floor(index / across) + 1) * side;
    const ink = random.pick(inks);
    const half = side / 2;
    if (random.between(0, 1) < 0.22) return { d: disc(x + half, y + half, half * random.pick([1, 0.45])), ink };
    const [cornerX, cornerY, turnX, turnY] = random.pick([
      [x, y, 1, 1],
      [x + side, y, -1, 1],
      [x + side, y + side, -1, -1],
      [x, y + side, 1, -1],
    ] as const);
    const sweep = turnX === turnY ? 1 : 0;
    const arc = `A${n(side)} ${n(side)} 0 0 ${sweep} ${n(cornerX)} ${n(cornerY + side * turnY)}`;
    return { d: `M${n(cornerX)} ${n(cornerY)}h${n(side * turnX)}${arc}z`, ink };
  });
};

/** Down a flight of steps, in no control of the matter. */
const bounce: Artist = ({ width, height }, random) => {
  const steps = 4;
  const [tread, rise] = [width / steps, (height * 0.62) / steps];
  const toRight = random.pick([true, false]);
  const at = (x: number) => (toRight ? x : width - x);
  const top = (step: number) => height * 0.42 + step * rise;
  const stair = times(steps, (step) => [
    [at(step * tread), top(step)] as const,
    [at((step + 1) * tread), top(step)] as const,
  ]).flat();
  const forms = [round, square, triangle, dome] as const;
  return [
    { d: polygon([...stair, [at(width), height], [at(0), height]]), ink: "first" },
    ...forms.map((form, step): Shape => {
      const size = tread * random.between(0.24, 0.36);
      const air = step === 0 ? 0 : random.between(4, 26);
      const tilt = step === 0 ? 0 : random.between(-0.7, 0.7);
      return {
        d: form(at((step + 0.5) * tread), top(step) - size - air, size, tilt),
        ink: step % 2 ? "second" : "third",
      };
    }),
  ];
};
