import { z } from "zod";
import { ephemeral } from "@/live/catalogue";
import { readsStory, storyAudience } from "@/modules/story/events";

/** How many have given kudos to a story, as it is just now. Told at most once a second. */
export const kudosCounted = ephemeral({
  name: "reaction.counted",
  topic: ({ storyId }: { storyId: string }) => `story:${storyId}:reactions`,
  payload: z.object({ storyId: z.string(), story: storyAudience, count: z.number().int() }),
  newest: ({ storyId }) => storyId,
  intervalMs: 1_000,
  visibleTo: (viewer, { story }) => readsStory(viewer, story),
});
