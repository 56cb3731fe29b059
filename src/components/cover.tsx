import { clsx } from "clsx";
import { layOut, page } from "./cover/layout";
import { seriesOf } from "./cover/series";
import { TitleBlock } from "./cover/title-block";
import { createRandom } from "./random";

export type CoverProps = {
  seed: number;
  genre: string;
  title: string;
  author: string;
  className?: string;
};

/**
 * The cover of a story, drawn: the same seed, genre, title and author give the same drawing anywhere. It is decoration,
 * since the title stands beside it as text. Without ids, so that any number may share a page.
 */
export function Cover({ seed, genre, title, author, className }: CoverProps) {
  const random = createRandom(seed);
  const series = seriesOf(genre);
  const palette = random.pick(series.palettes);
  const layout = layOut(title, series.lettering, random);
  const shapes = series.artist(layout.art, random);

  return (
    <svg
      viewBox={`0 0 ${page.width} ${page.height}`}
      aria-hidden="true"
      className={clsx("block aspect-2/3 rounded-sm", className)}
    >
      <rect width={page.width} height={page.height} fill={palette.ground} />
      {/* A viewport of its own cuts the picture off at its edge, which a clip path would need an id for. */}
      <svg aria-hidden="true" y={layout.art.y} width={layout.art.width} height={layout.art.height} overflow="hidden">
        {shapes.map(({ d, ink, width }) => (
          <path
            key={`${ink}${d}`}
            d={d}
            {...(width ? { fill: "none", stroke: palette[ink], strokeWidth: width } : { fill: palette[ink] })}
          />
        ))}
      </svg>
      <TitleBlock layout={layout} lettering={series.lettering} author={author} palette={palette} />
      <path d={`M.5 .5h${page.width - 1}v${page.height - 1}H.5z`} fill="none" stroke="#000" strokeOpacity="0.14" />
    </svg>
  );
}
