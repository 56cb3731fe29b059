import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { NewSeries } from "@/modules/series/ui/new-series";
import { SeriesList } from "@/modules/series/ui/series-list";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Your series", robots: { index: false } };

export default async function MySeriesPage() {
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(signInHref("/studio/series"));
  const series = await (await caller()).series.byAuthor({ handle: actor.handle });
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-16 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Your series</h1>
      <p className="mt-3 text-ink-muted">
        Stories that belong together, in your order. Readers follow a series and are told of each story that comes into
        it.
      </p>
      <hr className="wire my-8" />
      {series.length > 0 && <SeriesList series={series} />}
      <section aria-labelledby="new" className="mt-10">
        <h2 id="new" className="font-semibold font-serif text-title">
          {series.length > 0 ? "A new series" : "Your first series"}
        </h2>
        <NewSeries />
      </section>
    </div>
  );
}
