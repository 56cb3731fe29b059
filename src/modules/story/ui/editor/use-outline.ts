"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { AddedChapter, ChapterManuscript, Outline, OutlineItem } from "@/modules/chapter/schema";
import { trpc } from "@/trpc/react";

export interface OutlineActions {
  add(): Promise<void>;
  move(id: string, before: string | null): Promise<void>;
  /** Puts a chapter up, or keeps it back. */
  setDraft(id: string, draft: boolean): Promise<void>;
  remove(id: string): Promise<void>;
  restore(id: string, before?: string | null): Promise<void>;
}

interface OutlineOptions {
  /** A chapter was added, and is to be opened. */
  onAdded(added: AddedChapter): void;
  /** The story's version grew by a change of its chapters. */
  onVersion(version: number): void;
  /** Saves what is unsaved. @throws Error where that cannot be done */
  saveFirst(): Promise<void>;
}

const undoMs = 12_000;

/** The chapters of the story, as the server has them and as they are changed here. */
export function useOutline(initial: Outline, { onAdded, onVersion, saveFirst }: OutlineOptions) {
  const [outline, setOutline] = useState(initial);
  const { client } = trpc.useUtils();
  const { storyId } = initial;

  const take = (next: Outline) => {
    setOutline(next);
    onVersion(next.storyVersion);
  };
  /** Takes up what the server has; where it cannot be asked, what is known stays. */
  const reload = () => client.chapter.outline.query({ storyId }).then(take, () => {});
  const attempt = async (change: () => Promise<Outline>): Promise<boolean> => {
    try {
      take(await change());
      return true;
    } catch (error) {
      toast.error("That did not work", { description: error instanceof Error ? error.message : undefined });
      await reload();
      return false;
    }
  };

  const actions: OutlineActions = {
    async add() {
      await attempt(async () => {
        const added = await client.chapter.add.mutate({ storyId });
        onAdded(added);
        return added.outline;
      });
    },
    async move(id, before) {
      setOutline((known) => ({ ...known, chapters: moved(known.chapters, id, before) }));
      await attempt(() => client.chapter.move.mutate({ id, before }));
    },
    async setDraft(id, draft) {
      await attempt(async () => {
        if (draft) return client.chapter.unpublish.mutate({ id });
        await saveFirst();
        return client.chapter.publish.mutate({ id });
      });
    },
    async remove(id) {
      const at = outline.chapters.findIndex((chapter) => chapter.id === id);
      const next = outline.chapters[at + 1]?.id ?? null;
      await saveFirst().catch(() => {});
      const done = await attempt(() => client.chapter.remove.mutate({ id }));
      if (!done) return;
      toast.success("Chapter moved to the trash", {
        duration: undoMs,
        action: { label: "Undo", onClick: () => void actions.restore(id, next) },
      });
    },
    async restore(id, before = null) {
      await attempt(() => client.chapter.restore.mutate({ id, before }));
    },
  };

  /** What the server said of one chapter. */
  const update = ({ id, title, words, version, editedAt, storyVersion }: ChapterManuscript) => {
    const change = (item: OutlineItem) => (item.id === id ? { ...item, title, words, version, editedAt } : item);
    setOutline((known) => ({ ...known, chapters: known.chapters.map(change), trash: known.trash.map(change) }));
    onVersion(storyVersion);
  };

  return { outline, actions, update, reload };
}

/** As the server will have it, shown before it says so. */
function moved(chapters: readonly OutlineItem[], id: string, before: string | null): OutlineItem[] {
  const chapter = chapters.find((each) => each.id === id);
  const others = chapters.filter((each) => each.id !== id);
  const at = before ? others.findIndex((each) => each.id === before) : others.length;
  if (!chapter || at === -1) return [...chapters];
  return others.toSpliced(at, 0, chapter).map((each, index) => ({ ...each, number: index + 1 }));
}
