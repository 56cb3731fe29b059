import { z } from "zod";
import { resumable } from "@/live/cursor";
import { storyCard, tag } from "@/modules/story/schema";

/** Each is held in memory by every open stream of its member. */
export const mostTags = 200;
export const mostStories = 1_000;

/** What does not come before a member by itself: all stories with a tag, or one story. */
export const unwanted = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tag"), tag }),
  z.object({ kind: z.literal("story"), storyId: z.uuid("A story's id is a UUID") }),
]);
export type Unwanted = z.infer<typeof unwanted>;

export const unwantedState = z.object({ unwanted: z.boolean() });
export type UnwantedState = z.infer<typeof unwantedState>;

/** All that a member has hidden, the latest first. */
export const unwantedList = z.object({
  tags: z.array(z.string()),
  stories: z.array(
    z.object({
      storyId: z.string(),
      /** Null where the member may not read it any more. */
      story: storyCard.pick({ slug: true, title: true }).nullable(),
    }),
  ),
});
export type UnwantedList = z.infer<typeof unwantedList>;

export const onUnwantedInput = z.object(resumable);
