import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { SeriesPlace } from "../schema";
import { seriesHref } from "./series-list";

type Place = NonNullable<SeriesPlace>;

/** Which part of which series a story is. */
export function PartOf({ place: { series, number, stories } }: { place: Place }) {
  return (
    <p className="text-ink-muted text-sm">
      {number ? `Part ${number} of ${stories} in ` : "In the series "}
      <Link href={seriesHref(series)} className="link font-medium text-ink">
        {series.title}
      </Link>
    </p>
  );
}

/** What comes before and after a story in its series. */
export function SeriesNav({ place: { series, previous, next } }: { place: Place }) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={`Series ${series.title}`} className="mt-12 grid gap-3 sm:grid-cols-2">
      {previous && (
        <Step slug={previous.slug} title={previous.title}>
          <ArrowLeft aria-hidden="true" className="size-4" />
          Before this
        </Step>
      )}
      {next && (
        <Step slug={next.slug} title={next.title} end>
          Next in the series
          <ArrowRight aria-hidden="true" className="size-4" />
        </Step>
      )}
    </nav>
  );
}

interface StepProps {
  slug: string;
  title: string;
  end?: boolean;
  children: ReactNode;
}

function Step({ slug, title, end, children }: StepProps) {
  return (
    <Link
      href={`/stories/${slug}`}
      className={
        end
          ? "group flex flex-col items-end gap-1 rounded-sm border border-rule p-4 text-end hover:border-ink sm:col-start-2"
          : "group flex flex-col items-start gap-1 rounded-sm border border-rule p-4 hover:border-ink"
      }
    >
      <span className="flex items-center gap-1.5 text-ink-muted text-sm">{children}</span>
      <span className="wrap-anywhere font-semibold font-serif group-hover:text-accent">{title}</span>
    </Link>
  );
}
