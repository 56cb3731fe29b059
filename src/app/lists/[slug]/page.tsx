import { TRPCError } from "@trpc/server";
import { Lock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { EmptyState } from "@/components/empty-state";
import { HiddenNotice } from "@/modules/moderation/ui/hidden-notice";
import { ReportButton } from "@/modules/moderation/ui/report-button";
import type { ListView } from "@/modules/reading-list/schema";
import { ListEditor } from "@/modules/reading-list/ui/list-editor";
import { StoryCard } from "@/modules/story/ui/story-card";
import { caller, pageActor } from "@/trpc/server";

type Props = { params: Promise<{ slug: string }> };

const loadList = cache(async (slug: string): Promise<ListView> => {
  try {
    return await (await caller()).readingList.bySlug({ slug });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, note, slug, open, member } = await loadList((await params).slug);
  return {
    title,
    description: note || `A reading list by ${member.name}.`,
    alternates: { canonical: `/lists/${slug}` },
    ...(!open && { robots: { index: false } }),
  };
}

/** No `loading.tsx` beside it: a page that has begun to stream can no longer answer 404. */
export default async function ListPage({ params }: Props) {
  const list = await loadList((await params).slug);
  const { title, note, member, open, entries } = list;
  const actor = await pageActor();
  const own = actor.kind === "member" && actor.id === member.id;
  return (
    <div className="mx-auto max-w-[44rem] px-4 pt-10 pb-16 sm:px-6 sm:pt-14">
      <header>
        <p className="label-caps flex items-center gap-2 text-ink-muted">
          Reading list
          {!open && (
            <span className="flex items-center gap-1">
              <Lock aria-hidden="true" className="size-3" />
              Only you see it
            </span>
          )}
        </p>
        <h1 className="wrap-anywhere mt-2 text-balance font-semibold font-serif text-display">{title}</h1>
        <p className="mt-2">
          kept by{" "}
          <Link href={`/members/${member.handle}`} className="link font-medium">
            {own ? "you" : member.name}
          </Link>
        </p>
        {note && <p className="wrap-anywhere mt-5 whitespace-pre-line text-pretty text-lg">{note}</p>}
        {!own && actor.kind === "member" && (
          <div className="-ms-3 mt-4">
            <ReportButton kind="list" id={list.id} />
          </div>
        )}
        {list.hidden && <HiddenNotice what="list" />}
      </header>
      <hr className="wire my-8" />
      {own && <ListEditor initial={list} />}
      {!own && entries.length === 0 && (
        <EmptyState
          title="Nothing on it for now"
          text="Its stories are not public at the moment, or none is on it yet."
        />
      )}
      {!own && (
        <ol>
          {entries.map((story) => (
            <li key={story.id} className="border-rule border-t py-6 first:border-t-0 first:pt-0">
              <StoryCard story={story} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
