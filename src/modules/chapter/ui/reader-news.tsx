"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLayoutEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/button";
import { FloatingBar } from "@/components/floating-bar";
import { type Held, hashesOf, hold, keep, textsOnPage } from "@/modules/reading/ui/page-position";
import { chapterHref } from "./names";
import { type OpenStory, useReaderNews } from "./use-reader-news";

export interface ReaderNewsProps {
  story: OpenStory;
  /** What is open: a story as a whole, or one chapter of several. */
  page: "story" | "chapter";
}

/** Tells of changes to what is being read. Nothing moves, and nothing changes unless asked. */
export function ReaderNews({ story, page }: ReaderNewsProps) {
  const { withdrawn, corrected, changed, published } = useReaderNews(story);
  const router = useRouter();
  const [refreshing, startRefresh] = useTransition();
  const changes = useMarkedChanges(story);

  const show = () => {
    changes.remember();
    startRefresh(() => router.refresh());
  };

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
      {corrected || (changed && published === null && page === "story") ? (
        <FloatingBar>
          <p>{page === "chapter" ? "The author corrected this chapter" : "The author has changed this story"}</p>
          <Button size="sm" loading={refreshing} onClick={show}>
            Show the new version
          </Button>
        </FloatingBar>
      ) : (
        changes.marked > 0 && (
          <FloatingBar>
            <p>
              {changes.marked === 1
                ? "One paragraph is new or changed"
                : `${changes.marked} paragraphs are new or changed`}
              , marked in the margin
            </p>
            <Button size="sm" variant="quiet" onClick={changes.clear}>
              Hide the marks
            </Button>
          </FloatingBar>
        )
      )}
    </>
  );
}

const marks = () => document.querySelectorAll("[data-chapter] > [data-changed]");
const clearMarks = () => {
  for (const block of marks()) block.removeAttribute("data-changed");
};

/** Once a new version is there: keeps the paragraph that is being read where it is, and marks those that are new. */
function useMarkedChanges({ shown }: OpenStory) {
  const [marked, setMarked] = useState(0);
  const before = useRef<{ held: Held | null; hashes: Set<string> } | null>(null);
  const versions = shown.map(({ id, version }) => `${id} ${version}`).join(",");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is on the page
  useLayoutEffect(() => {
    const old = before.current;
    before.current = null;
    if (!old) return;
    if (old.held) keep(old.held);
    clearMarks();
    for (const text of textsOnPage()) {
      for (const [index, hash] of hashesOf(text).entries()) {
        if (!old.hashes.has(hash)) text.children[index]?.setAttribute("data-changed", "");
      }
    }
    setMarked(marks().length);
  }, [versions]);

  return {
    marked,
    remember() {
      before.current = { held: hold(), hashes: new Set(textsOnPage().flatMap(hashesOf)) };
    },
    clear() {
      clearMarks();
      setMarked(0);
    },
  };
}
