import { type Artist, box, n, times } from "./shape";

/** Mystery: light through a blind, and what stands before it. */
export const blinds: Artist = (field, random) => {
  const { width, height } = field;
  const pitch = random.between(8, 11);
  const slat = pitch * random.between(0.5, 0.66);
  const rows = Math.ceil(height / pitch);
  const outline = random.pick([keyhole, moon, stranger, lamp])(width, height);

  // Where the figure stands, a slat is printed in the second ink and stepped down by half, as seen in a mirror.
  const light: string[] = [];
  const figure: string[] = [];
  for (const row of times(rows, (index) => index)) {
    const y = row * pitch + pitch * 0.25;
    const span = outline(y + slat / 2);
    if (!span) {
      light.push(box(0, y, width, slat));
      continue;
    }
    const [from, to] = span;
    light.push(box(0, y, from, slat), box(to, y, width - to, slat));
    figure.push(box(from, y, to - from, slat));
  }
  return [
    { d: light.join(""), ink: "first" },
    { d: figure.join(""), ink: "second" },
    { d: `M${n(width * random.between(0.8, 0.9))} 0V${n(height)}`, ink: "third", width: 1.5 },
  ];
};

/** The stretch of a figure at a height, if it has one there. */
type Outline = (y: number) => readonly [number, number] | null;

const circle = (x: number, y: number, radius: number): Outline => {
  return (at) => {
    const half = Math.sqrt(radius ** 2 - (at - y) ** 2);
    return half > 0 ? [x - half, x + half] : null;
  };
};

const moon = (width: number, height: number) => circle(width * 0.5, height * 0.5, Math.min(width, height) * 0.36);

const keyhole = (width: number, height: number): Outline => {
  const [x, radius] = [width / 2, Math.min(width, height) * 0.2];
  const head = circle(x, height * 0.34, radius);
  const foot = height * 0.86;
  return (y) => {
    const inHead = head(y);
    if (inHead && y < height * 0.34 + radius * 0.7) return inHead;
    if (y < height * 0.34 || y > foot) return null;
    const half = radius * (0.42 + 0.62 * ((y - height * 0.34) / (foot - height * 0.34)));
    return [x - half, x + half];
  };
};

/** Hat, head, shoulders. */
const stranger = (width: number, height: number): Outline => {
  const x = width * 0.46;
  const unit = height / 100;
  return (y) => {
    const at = y / unit;
    if (at < 16) return null;
    if (at < 30) return [x - unit * (13 + (at - 16) * 0.2), x + unit * (13 + (at - 16) * 0.2)];
    if (at < 37) return [x - unit * 27, x + unit * 27];
    if (at < 54) return [x - unit * (13 - (at - 37) * 0.25), x + unit * (13 - (at - 37) * 0.25)];
    const half = unit * Math.min(42, 12 + (at - 54) ** 0.62 * 4.6);
    return [x - half, x + half];
  };
};

/** A hanging lamp and the cone of its light. */
const lamp = (width: number, height: number): Outline => {
  const x = width * 0.5;
  const [top, rim] = [height * 0.14, height * 0.3];
  return (y) => {
    if (y < top) return [x - 1.5, x + 1.5];
    const half = y < rim ? 8 + ((y - top) / (rim - top)) * 26 : 14 + ((y - rim) / (height - rim)) * width * 0.4;
    return [x - half, x + half];
  };
};
