import { z } from "zod";
import { durable } from "@/live/catalogue";
import { audienceOf, readsStory, storyAudience } from "@/modules/story/events";
import type { StoryState } from "@/modules/story/policy";

/**
 * Told on the topic of the story, beside its own changes, to whoever may read the story. Without titles: a chapter that
 * was up and is a draft again keeps its own to itself, also where this is replayed. A withdrawal of the story retracts it.
 */
const common = {
  topic: ({ id }: { id: string }) => `story:${id}`,
  subject: ({ id }: { id: string }) => id,
};

const told = {
  /** Of the story. */
  id: z.string(),
  chapterId: z.string(),
  /** Its place among the chapters, from 1. */
  number: z.number().int(),
  version: z.number().int(),
  story: storyAudience,
  origin: z.string().max(64).nullable(),
};

/** A chapter of a published story went up. */
export const chapterPublished = durable({
  ...common,
  name: "chapter.published",
  payload: z.object({ type: z.literal("published"), ...told }),
  visibleTo: (viewer, { story }) => readsStory(viewer, story),
});

/** The text of a chapter that is up changed. */
export const chapterUpdated = durable({
  ...common,
  name: "chapter.updated",
  payload: z.object({ type: z.literal("updated"), ...told }),
  visibleTo: (viewer, { story }) => readsStory(viewer, story),
});

/** A chapter that was up is kept back, or removed. */
export const chapterWithdrawn = durable({
  ...common,
  name: "chapter.withdrawn",
  payload: z.object({ type: z.literal("withdrawn"), ...told }),
  visibleTo: (viewer, { story }) => readsStory(viewer, story),
});

/** What all of these say. */
export const chapterEvent = (
  story: StoryState & { id: string },
  { id, position, version }: { id: string; position: number | null; version: number },
  origin: string | null,
) => ({ id: story.id, chapterId: id, number: position ?? 0, version, story: audienceOf(story), origin });
