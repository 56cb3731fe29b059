"use client";

import { useState } from "react";
import { isResync } from "@/live/cursor";
import { reasonOf, trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";

/** What is needed to follow what is open: not its text, which the page carries already. */
export interface OpenStory {
  id: string;
  slug: string;
  version: number;
  live: string;
  /** The chapters whose text is on the page, as they are shown. */
  shown: readonly { id: string; number: number; version: number }[];
  /** The numbers of the chapters that the page knows of. */
  numbers: readonly number[];
}

export interface ReaderNews {
  /** The story, or all that is shown of it, can no longer be read. */
  withdrawn: boolean;
  /** The chapters whose text is shown and was changed. */
  corrected: readonly { number: number }[];
  /** Something else about the story was: its title, its chapters. */
  changed: boolean;
  /** The number of a chapter that just went up. */
  published: number | null;
}

interface Heard {
  withdrawn: boolean;
  version: number;
  chapters: Readonly<Record<string, number>>;
  gone: readonly string[];
  published: readonly number[];
}

const nothing: Heard = { withdrawn: false, version: 0, chapters: {}, gone: [], published: [] };

/** What happened to the open story since it was rendered. Nothing of it changes the page. */
export function useReaderNews({ id, slug, version, live, shown, numbers }: OpenStory): ReaderNews {
  const [heard, setHeard] = useState(nothing);
  // A refresh brings a later cursor, but the stream that is open goes on from where it is.
  const [lastEventId] = useState(live);
  const utils = trpc.useUtils();
  const hear = (changes: (heard: Heard) => Partial<Heard>) => setHeard((known) => ({ ...known, ...changes(known) }));

  /** Something may have been missed: look. */
  const compare = async () => {
    try {
      const current = await utils.story.bySlug.fetch({ slug }, { staleTime: 0 });
      hear(() => ({ withdrawn: false, version: current.version }));
    } catch (error) {
      if (reasonOf(error) === "not_found") hear(() => ({ withdrawn: true }));
    }
  };

  trpc.story.onChanged.useSubscription(
    { id, lastEventId },
    {
      onData({ data }) {
        if (isResync(data)) void compare();
        else if (data.type === "withdrawn") hear(() => ({ withdrawn: true }));
        else hear(() => ({ withdrawn: false, version: data.version }));
      },
    },
  );
  trpc.chapter.onChanged.useSubscription(
    { storyId: id, lastEventId },
    {
      onData({ data }) {
        if (isResync(data) || data.origin === tabId) return;
        const { type, chapterId, number } = data;
        hear(({ chapters, gone, published }) => {
          const others = {
            gone: gone.filter((id) => id !== chapterId),
            published: published.filter((n) => n !== number),
          };
          if (type === "withdrawn") return { ...others, gone: [...others.gone, chapterId] };
          if (type === "published") return { ...others, published: [...others.published, number] };
          return { chapters: { ...chapters, [chapterId]: data.version } };
        });
      },
    },
  );

  const corrected = shown.filter(({ id, version }) => (heard.chapters[id] ?? 0) > version);
  return {
    withdrawn: heard.withdrawn || (shown.length > 0 && shown.every(({ id }) => heard.gone.includes(id))),
    corrected,
    changed: heard.version > version,
    published: heard.published.filter((number) => !numbers.includes(number)).at(-1) ?? null,
  };
}
