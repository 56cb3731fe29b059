import type { Random } from "../random";
import type { Field } from "./shape";
import { type Lettering, type SetTitle, setTitle } from "./title-lines";

export const page = { width: 240, height: 360, margin: 20 };

export type Layout = {
  title: SetTitle;
  lineHeight: number;
  art: Field & { y: number };
  /** Baselines. */
  firstLine: number;
  author: number;
  /** The wire between title and picture. */
  wire: number;
};

/** The title above the picture or below it, the wire strung between the two; the picture takes what the title leaves. */
export function layOut(text: string, lettering: Lettering, random: Random): Layout {
  const title = setTitle(text, lettering, page.width - 2 * page.margin);
  const lineHeight = title.size * (lettering.capitals ? 1.14 : 1.1);
  const ascent = title.size * 0.72;
  const descent = title.size * (lettering.capitals ? 0.04 : 0.26);
  const textHeight = ascent + lineHeight * (title.lines.length - 1) + descent;

  if (random.between(0, 1) < 0.6) {
    const wire = 46 + textHeight + 14;
    const art = { y: wire, width: page.width, height: page.height - wire };
    return { title, lineHeight, art, wire, author: 29, firstLine: 46 + ascent };
  }
  const wire = page.height - textHeight - 62;
  const art = { y: 0, width: page.width, height: wire };
  return { title, lineHeight, art, wire, firstLine: wire + 19 + ascent, author: page.height - 20 };
}
