import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { storyPublished, storyUpdated, storyWithdrawn } from "@/modules/story/events";
import { isWanted, isWelcome } from "@/modules/story/policy";
import { createSSEHandler } from "./create-sse-handler";

/** `story-published`, `story-updated` and `story-withdrawn`: what happens to the stories that the member may see. */
export const communityEvents = createSSEHandler(
  { auth: true, rateLimit: { limit: 10, window: 10 } },
  async ({ lastEventId }, actor, stream) => {
    const viewer = await viewerFor(actor);
    const stories = live.stream([storyPublished, storyUpdated, storyWithdrawn], null, {
      viewer,
      after: lastEventId,
      only: (payload) =>
        !("author" in payload) ||
        (!viewer.muted.has(payload.author.id) && isWelcome(viewer, payload) && isWanted(viewer, payload)),
    });
    await stream.follow(stories, { event: ({ name }) => name.replace(".", "-") });
  },
);
