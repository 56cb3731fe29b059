"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { FloatingBar } from "@/components/floating-bar";
import { trpc } from "@/trpc/react";
import { chapterHref } from "./names";
import { showNewerTexts, useNewerTexts } from "./newer-texts";
import { useMarkedChanges } from "./use-marked-changes";
import { type OpenStory, useReaderNews } from "./use-reader-news";

export interface ReaderNewsProps {
  story: OpenStory & { title: string };
  /** What is open: a story as a whole, or one chapter of several. */
  page: "story" | "chapter";
}

/** Tells of changes to what is being read. Nothing moves, and nothing changes unless asked. */
export function ReaderNews({ story, page }: ReaderNewsProps) {
  const newer = useNewerTexts();
  const [seen, setSeen] = useState(story.version);
  const shown = story.shown.map((chapter) => ({
    ...chapter,
    version: Math.max(chapter.version, newer.get(chapter.id)?.version ?? 0),
  }));
  const { withdrawn, corrected, changed, published } = useReaderNews({
    ...story,
    version: Math.max(story.version, seen),
    shown,
  });
  const marks = useMarkedChanges(shown);
  const router = useRouter();
  const { client } = trpc.useUtils();
  const [loading, startLoading] = useTransition();

  const show = () =>
    startLoading(async () => {
      if (corrected.length === 0) return router.refresh();
      try {
        const [answers, { Markdown }] = await Promise.all([
          Promise.all(corrected.map(({ number }) => client.chapter.read.query({ slug: story.slug, number }))),
          import("@/modules/story/ui/markdown"),
        ]);
        marks.remember();
        showNewerTexts(
          answers.map(({ chapter: { id, version, body } }) => [id, { version, element: <Markdown text={body} /> }]),
        );
        setSeen(Math.min(...answers.map((answer) => answer.story.version)));
        if (answers.some((answer) => answer.story.title !== story.title)) router.refresh();
      } catch {
        toast.error("The new version did not load", { description: "What you read stays; try again in a moment." });
      }
    });

  if (withdrawn) {
    return (
      <FloatingBar>
        <p className="py-1 pe-1">This {page} has been withdrawn by its author. You can read on until you leave.</p>
      </FloatingBar>
    );
  }
  return (
    <>
      {published !== null && (
        <FloatingBar>
          <p>Chapter {published} just went up</p>
          <Button asChild size="sm">
            <Link href={chapterHref(story.slug, { number: published })}>Read it</Link>
          </Button>
        </FloatingBar>
      )}
      {corrected.length > 0 || (changed && published === null && page === "story") ? (
        <FloatingBar>
          <p>{page === "chapter" ? "The author corrected this chapter" : "The author has changed this story"}</p>
          <Button size="sm" loading={loading} onClick={show}>
            Show the new version
          </Button>
        </FloatingBar>
      ) : (
        marks.count > 0 && (
          <FloatingBar>
            <p>
              {marks.count === 1 ? "One paragraph is new or changed" : `${marks.count} paragraphs are new or changed`},
              marked in the margin
            </p>
            <Button size="sm" variant="quiet" onClick={marks.clear}>
              Hide the marks
            </Button>
          </FloatingBar>
        )
      )}
    </>
  );
}
