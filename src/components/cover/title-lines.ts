export type Lettering = { face: "serif" | "sans"; weight: number; italic: boolean; capitals: boolean };

export type SetTitle = { lines: string[]; size: number };

const sizes = [36, 32, 28, 25, 22, 19, 16, 14];
const maxLines = 4;

/** Sets a title in the largest size that fits, in as few and as even lines as that size allows. */
export function setTitle(title: string, lettering: Lettering, width: number): SetTitle {
  const text = lettering.capitals ? title.toUpperCase() : title;
  const words = text.split(/\s+/).filter(Boolean);
  const measure = (line: string) => widthOf(line, lettering);

  for (const size of sizes) {
    const room = width / size;
    const lines = wrap(words, room, measure);
    // Four lines of the largest size would leave no room for the picture.
    const most = size > 30 ? 2 : size > 24 ? 3 : maxLines;
    if (lines.length > most || lines.some((line) => measure(line) > room)) continue;
    return { lines: even(words, room, lines.length, measure), size };
  }
  return cut(words, width, measure);
}

type Measure = (line: string) => number;

function wrap(words: readonly string[], room: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The narrowest setting that still takes as many lines: it leaves no short last one. */
function even(words: readonly string[], room: number, count: number, measure: Measure): string[] {
  let lines = wrap(words, room, measure);
  for (let narrower = room * 0.95; narrower > room * 0.4; narrower *= 0.95) {
    const next = wrap(words, narrower, measure);
    if (next.length > count || next.some((line) => measure(line) > room)) break;
    lines = next;
  }
  return lines;
}

/** A word too long for any size, or a script without spaces, is broken between characters; what is left is cut off. */
function cut(words: readonly string[], width: number, measure: Measure): SetTitle {
  let fallback: SetTitle = { lines: [], size: 0 };
  for (const size of sizes.filter((candidate) => candidate <= 22)) {
    const room = width / size;
    const lines = wrap(
      words.flatMap((word) => pieces(word, room, measure)),
      room,
      measure,
    );
    if (lines.length <= maxLines) return { lines, size };
    const last = [...(lines[maxLines - 1] ?? "")];
    while (last.length > 1 && measure(`${last.join("")}…`) > room) last.pop();
    fallback = { lines: [...lines.slice(0, maxLines - 1), `${last.join("").trimEnd()}…`], size };
  }
  return fallback;
}

/** The parts of a word that each fit the room, as long as they can be. */
function pieces(word: string, room: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part && measure(part + character) > room) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/** About how wide a line will be, in ems; generous, since no font can be asked here. */
function widthOf(line: string, { face, weight, capitals }: Lettering): number {
  let ems = 0;
  for (const character of line) ems += emsOf(character);
  const tracking = capitals ? 0.04 * line.length : 0;
  return ems * (face === "sans" ? 0.98 : 1.02) * (weight > 650 ? 1.03 : 1) + tracking;
}

function emsOf(character: string): number {
  if (character === " ") return 0.26;
  if (/[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u.test(character)) return 1.02;
  if (/[ijltfrI.,:;'’!|()[\]-]/.test(character)) return 0.36;
  if (/[mwMW@—]/.test(character)) return 0.92;
  if (/\p{Lu}/u.test(character)) return 0.7;
  return 0.56;
}
