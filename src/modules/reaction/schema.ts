import { z } from "zod";
import { resumable } from "@/live/cursor";

const storyId = z.uuid();

export const reactionInput = z.object({ storyId });
export const reactionsInput = z.object({ storyIds: z.array(storyId).max(50) });
export const onCountInput = z.object({ storyId, ...resumable });

export const reactionState = z.object({
  /** Whether I have given kudos; false for a guest. */
  given: z.boolean(),
  count: z.number().int(),
});
export type ReactionState = z.infer<typeof reactionState>;

export const reactionOfStory = reactionState.extend({ storyId: z.string() });
export type ReactionOfStory = z.infer<typeof reactionOfStory>;
