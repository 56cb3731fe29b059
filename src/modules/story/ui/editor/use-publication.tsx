"use client";

import Link from "next/link";
import { toast } from "sonner";
import { LocalTime } from "@/components/local-time";
import { trpc } from "@/trpc/react";
import type { ManuscriptView, Visibility } from "../../schema";
import { type Details, savedDetails } from "../manuscript/forms";
import type { Manuscript } from "../manuscript/manuscript";
import { visibilityNames } from "./names";
import { fetchManuscript } from "./server-side";
import type { Watched } from "./use-manuscript";

const undoMs = 12_000;

/** What changes a story's state rather than its text. Each ends with the editor on the version that the server made of it. */
export function usePublication(
  details: Manuscript<Details> | null,
  open: readonly Watched[],
  onStory: (story: ManuscriptView) => void,
) {
  const { client, story: cache } = trpc.useUtils();

  const refresh = async (id: string) => {
    const current = await fetchManuscript(client, id);
    if (current) {
      onStory(current);
      details?.arrive(savedDetails(current));
    }
    void cache.mine.invalidate();
  };

  /** @throws Error with what the writer should know */
  const saveFirst = async () => {
    const saved = await Promise.all(open.map((manuscript) => manuscript.saveNow()));
    const unsaved = open.find((_, at) => !saved[at]);
    if (!unsaved) return;
    const { conflict, trouble } = unsaved.snapshot();
    if (conflict) throw new Error("This was changed elsewhere. Choose between the versions first.");
    if (trouble?.kind === "refused") throw new Error(trouble.message);
    if (trouble) throw new Error("You are signed out. Sign in again first; your text is kept on this device.");
    throw new Error(
      "Your latest text has not reached the server yet. It is kept on this device; try again in a moment.",
    );
  };

  const unpublish = async (story: ManuscriptView) => {
    await client.story.unpublish.mutate({ id: story.id });
    await refresh(story.id);
    toast.success("It is a draft again", { description: "Its text and its address stay." });
  };

  const schedule = async (story: ManuscriptView, visibility: Visibility, at: string) => {
    await saveFirst();
    await client.story.schedule.mutate({ id: story.id, visibility, at });
    await refresh(story.id);
    toast.success("Scheduled", {
      description: (
        <>
          It goes up on <LocalTime dateTime={at} />. Until then you can go on writing.
        </>
      ),
    });
  };

  const unschedule = async (story: ManuscriptView) => {
    await client.story.unschedule.mutate({ id: story.id });
    await refresh(story.id);
    toast.success("It stays a draft", { description: "It waits for no time any more." });
  };

  const publish = async (story: ManuscriptView, visibility: Visibility) => {
    await saveFirst();
    const before = story.status;
    const item = await client.story.publish.mutate({ id: story.id, visibility });
    await refresh(story.id);
    if (before === "published") {
      toast.success("Changed", { description: visibilityNames[visibility].text });
      return;
    }
    toast.success("Published", {
      id: `published-${story.id}`,
      duration: undoMs,
      description: <PublishedLinks slug={item.slug} />,
      action: { label: "Undo", onClick: () => void unpublish(story).catch(report) },
    });
  };

  const restore = async (story: ManuscriptView) => {
    await client.story.restore.mutate({ id: story.id });
    await refresh(story.id);
  };

  const remove = async (story: ManuscriptView) => {
    await Promise.all(open.map((manuscript) => manuscript.saveNow()));
    await client.story.remove.mutate({ id: story.id });
    await refresh(story.id);
    toast.success("Moved to the trash", {
      duration: undoMs,
      action: { label: "Undo", onClick: () => void restore(story).catch(report) },
    });
  };

  return { publish, schedule, unschedule, unpublish, refresh, remove, restore, saveFirst };
}

const report = (error: unknown) =>
  toast.error("That did not work", { description: error instanceof Error ? error.message : undefined });

function PublishedLinks({ slug }: { slug: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(`/stories/${slug}`, window.location.href).href);
      toast.success("Link copied");
    } catch {
      toast.error("The browser did not let the link be copied");
    }
  };
  return (
    <span className="flex gap-4">
      <Link href={`/stories/${slug}`} className="link">
        View
      </Link>
      <button type="button" onClick={() => void copy()} className="link">
        Share
      </button>
    </span>
  );
}
