import { layOut, page } from "@/components/cover/layout";
import { seriesOf } from "@/components/cover/series";
import { createRandom } from "@/components/random";
import type { Edition } from "./edition";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The same drawn cover that the site shows (components/cover.tsx), as a picture of its own. */
export function coverSvg({ coverSeed, genre, title, author }: Edition): string {
  const random = createRandom(coverSeed);
  const series = seriesOf(genre);
  const palette = random.pick(series.palettes);
  const layout = layOut(title, series.lettering, random);
  const shapes = series
    .artist(layout.art, random)
    .map(({ d, ink, width }) =>
      width
        ? `<path d="${d}" fill="none" stroke="${palette[ink]}" stroke-width="${width}"/>`
        : `<path d="${d}" fill="${palette[ink]}"/>`,
    );
  const lines = layout.title.lines.map(
    (line, index) =>
      `<tspan x="${page.margin}" y="${Math.round(layout.firstLine + index * layout.lineHeight)}">${escaped(line)}</tspan>`,
  );
  const { face, weight, italic } = series.lettering;
  const family = face === "serif" ? "Literata, Georgia, serif" : "'Hanken Grotesk', Helvetica, sans-serif";
  return `<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${page.width * 5}" height="${page.height * 5}" viewBox="0 0 ${page.width} ${page.height}">
<rect width="${page.width}" height="${page.height}" fill="${palette.ground}"/>
<svg y="${layout.art.y}" width="${layout.art.width}" height="${layout.art.height}" overflow="hidden">${shapes.join("")}</svg>
<g fill="${palette.text}">
<text x="${page.margin}" y="${layout.author}" font-family="'Hanken Grotesk', Helvetica, sans-serif" font-size="${author.length > 20 ? 8.5 : 10}" font-weight="600" letter-spacing="1">${escaped(author.slice(0, 30).toUpperCase())}</text>
<path d="M0 ${layout.wire}H${page.width}" stroke="${palette.text}"/>
<circle cx="${page.margin + 3.5}" cy="${layout.wire}" r="3.5"/>
<text font-family="${family}" font-size="${layout.title.size}" font-weight="${weight}"${italic ? ' font-style="italic"' : ""}>${lines.join("")}</text>
</g>
</svg>
`;
}
