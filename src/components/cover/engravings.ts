import { type Artist, disc, line, n, polar, type Shape, times } from "./shape";

/** Historical: the engraver's parallel lines. */
export const engravings: Artist = (field, random) => random.pick([hills, arches, hills])(field, random);

/** A contour over the whole width, its top `rise` above its ends. */
const contour = (x: number, y: number, reach: number, rise: number) =>
  `M${n(x - reach)} ${n(y)}q${n(reach)} ${n(-rise * 2)} ${n(reach * 2)} 0`;

const hills: Artist = ({ width, height }, random) => {
  const sunX = width * random.between(0.28, 0.72);
  const sunY = height * random.between(0.3, 0.4);
  const radius = width * random.between(0.1, 0.14);
  const rays = times(48, (index) => {
    const turn = (index / 48) * Math.PI * 2;
    return line(...polar(sunX, sunY, radius + 7, turn), ...polar(sunX, sunY, radius + (index % 2 ? 190 : 64), turn));
  });
  const sides = random.pick([[0.15, 0.85, 0.4] as const, [0.85, 0.1, 0.65] as const]);
  return [
    { d: rays.join(""), ink: "third", width: 1 },
    { d: disc(sunX, sunY, radius), ink: "second" },
    ...sides.flatMap((side, index): Shape[] => {
      const x = width * side;
      const foot = height * (0.86 + index * 0.1);
      const rise = height * (0.46 - index * 0.1);
      const reach = width * random.between(0.75, 0.95);
      const cuts = times(13, (cut) => contour(x, foot + cut * cut * 0.35 + cut * 4.5, reach, rise - cut * 2));
      return [
        { d: `${contour(x, foot, reach, rise)}V${n(height + 60)}h${n(-reach * 2)}z`, ink: "ground" },
        { d: cuts.slice(0, 6).join(""), ink: "first", width: 1.25 },
        { d: cuts.slice(6).join(""), ink: "first", width: 2.75 },
      ];
    }),
  ];
};

/** An arcade seen from the front: arch within arch, shaded by upright lines on one side. */
const arches: Artist = ({ width, height }, random) => {
  const bays = random.whole(1, 3);
  const bay = width / bays;
  const lit = random.whole(0, bays - 1);
  const spring = Math.max(height * 0.42, bay / 2 + 16);
  return times(bays, (index) => index).flatMap((index): Shape[] => {
    const x = bay * (index + 0.5);
    const arch = (inset: number) => {
      const half = bay / 2 - inset;
      return `M${n(x - half)} ${height}V${n(spring)}a${n(half)} ${n(half)} 0 0 1 ${n(half * 2)} 0V${height}`;
    };
    const rim = bays === 1 ? 7 : 5;
    const opening = bay / 2 - rim * 5;
    const hatch = times(Math.floor(opening / 2.2), (cut) => {
      const offset = opening - 2 - cut * (2.2 + cut * 0.12);
      return line(x + offset, spring - Math.sqrt(Math.max(0, opening ** 2 - offset ** 2)), x + offset, height);
    }).slice(0, 22);
    return [
      { d: times(4, (ring) => arch(rim * (ring + 1))).join(""), ink: "first", width: bays === 1 ? 2.5 : 1.75 },
      { d: `${arch(rim * 5)}z`, ink: index === lit ? "second" : "third" },
      { d: hatch.join(""), ink: "first", width: 1 },
    ];
  });
};
