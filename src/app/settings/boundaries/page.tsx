import type { Metadata } from "next";
import { BoundaryList } from "@/modules/boundary/ui/boundary-list";
import { LimitsForm } from "@/modules/boundary/ui/limits-form";
import { VisibilityForm } from "@/modules/presence/ui/visibility-form";
import { UnwantedList } from "@/modules/unwanted/ui/unwanted-list";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Blocked, muted, hidden" };

export default async function BoundariesPage() {
  const { boundary, presence, unwanted } = await caller();
  const [items, limits, hidden, { invisible }] = await Promise.all([
    boundary.list(),
    boundary.limits(),
    unwanted.list(),
    presence.visibility(),
  ]);
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Blocked, muted, hidden</h1>
      <p className="mt-3 text-ink-muted">
        Whom and what you keep at a distance. You add somebody from the menu on their page, a story or a tag from the
        feed.
      </p>
      <hr className="wire my-8" />
      <BoundaryList initial={items} />
      <section aria-labelledby="limits" className="mt-12">
        <h2 id="limits" className="font-semibold font-serif text-title">
          What comes up by itself
        </h2>
        <LimitsForm initial={limits} />
      </section>
      <section aria-labelledby="hidden" className="mt-12">
        <h2 id="hidden" className="font-semibold font-serif text-title">
          Hidden
        </h2>
        <p className="mt-1 text-pretty text-ink-muted">
          Tags and stories that do not come up by themselves, in feeds, pop-ups and the bell. Where you go to them, they
          are.
        </p>
        <UnwantedList initial={hidden} />
      </section>
      <section aria-labelledby="being-seen" className="mt-12">
        <h2 id="being-seen" className="font-semibold font-serif text-title">
          Being seen
        </h2>
        <VisibilityForm initial={invisible} />
      </section>
    </div>
  );
}
