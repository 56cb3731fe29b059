import Link from "next/link";
import type { SeriesItem } from "../schema";

export const seriesHref = ({ slug }: { slug: string }) => `/series/${slug}`;

export const storiesText = (stories: number) => (stories === 1 ? "1 story" : `${stories} stories`);

export function SeriesList({ series, byline = false }: { series: readonly SeriesItem[]; byline?: boolean }) {
  return (
    <ul>
      {series.map((item) => (
        <li key={item.id} className="border-rule border-t py-4">
          <Link href={seriesHref(item)} className="rounded-sm font-semibold font-serif text-lg hover:text-accent">
            {item.title}
          </Link>
          <p className="text-ink-muted text-sm">
            {storiesText(item.stories)}
            {byline && ` by ${item.author.name}`}
          </p>
          {item.blurb && <p className="wrap-anywhere mt-1 line-clamp-2 text-pretty">{item.blurb}</p>}
        </li>
      ))}
    </ul>
  );
}
