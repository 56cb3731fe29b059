"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import type { ChapterManuscript, OutlineItem, RevisionItem } from "@/modules/chapter/schema";
import { RevisionList } from "./revision-list";
import { RevisionText } from "./revision-text";

interface RevisionsProps {
  chapters: OutlineItem[];
  /** The one whose earlier texts these are. */
  chapter: ChapterManuscript;
  revisions: RevisionItem[];
}

/** The texts that a chapter had before, each beside what it is now. */
export function Revisions({ chapters, chapter, revisions }: RevisionsProps) {
  const [chosen, setChosen] = useState(revisions[0]?.id);
  const studio = `/studio/${chapter.storyId}`;
  return (
    <div className="mx-auto max-w-page px-4 pt-8 pb-20 sm:px-6">
      <Link href={studio} className="link inline-flex items-center gap-1.5 text-sm">
        <ArrowLeft aria-hidden="true" className="size-4" />
        Back to writing
      </Link>
      <h1 className="mt-4 font-semibold font-serif text-display">Earlier texts</h1>
      <p className="mt-2 max-w-prose text-ink-muted">
        A text is kept when it changes, once in five minutes, and whenever much of it goes. It is never deleted.
      </p>
      {chapters.length > 1 && (
        <NavTabs
          label="Chapters"
          className="mt-6"
          items={chapters.map(({ id, number, title }) => ({
            label: title || `Chapter ${number}`,
            href: `${studio}/revisions?chapter=${id}`,
            current: id === chapter.id,
          }))}
        />
      )}
      {chosen ? (
        <div className="mt-8 grid gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
          <RevisionList revisions={revisions} chosen={chosen} onChoose={setChosen} />
          <RevisionText key={chosen} chapter={chapter} revisionId={chosen} />
        </div>
      ) : (
        <EmptyState
          title="Nothing earlier yet"
          text="Once you change what you have saved, the text before it stands here."
        />
      )}
    </div>
  );
}
