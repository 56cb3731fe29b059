import { readFile } from "node:fs/promises";
import path from "node:path";

const folder = "node_modules/@fontsource/literata/files";
const subsets = ["latin", "latin-ext", "greek", "cyrillic", "vietnamese"] as const;

/** Of fonts with one name the drawing library takes one, so each subset has its own. */
const nameOf = (subset: string) => `Literata ${subset}`;

export const fontFamily = subsets.map(nameOf).join(", ");

const load = async () =>
  Promise.all(
    subsets.map(async (subset) => ({
      name: nameOf(subset),
      weight: 600 as const,
      style: "normal" as const,
      data: await readFile(path.resolve(folder, `literata-${subset}-600-normal.woff`)),
    })),
  );

let loaded: ReturnType<typeof load> | undefined;

/** The face of titles, in the one format that both npm and the drawing library have; read once. */
export const fonts = () => (loaded ??= load());

/** What the face has no letter for. The drawing library would look for one on the network, so it is not asked to draw it. */
const undrawable =
  /[^\u0020-\u007E\u00A0-\u017F\u0218-\u021B\u0386\u0388-\u03CE\u0400-\u045F\u1EA0-\u1EF9\u2013\u2014\u2018-\u201E\u2020-\u2022\u2026\u2039\u203A]+/g;

/** `text` as far as it can be drawn, cut off at a word near `most` characters. */
export function drawable(text: string, most: number): string {
  const plain = text.normalize("NFC").replace(undrawable, " ").replace(/\s+/g, " ").trim();
  return plain.length <= most ? plain : `${plain.slice(0, most).replace(/\s+\S*$/, "")}…`;
}
