import { z } from "zod";
import { durable } from "@/live/catalogue";
import { isApart, type Viewer } from "@/live/viewer";
import { readsStory, type StoryAudience, storyAudience } from "@/modules/story/events";
import { type PollAudience, pollAudience, pollResults } from "./schema";

const topic = ({ slug }: { slug: string }) => `poll:${slug}`;

/** Said with each event: who may know of the poll. */
const common = { slug: z.string(), organiserId: z.string(), story: storyAudience.nullable() };

const seesPoll = (viewer: Viewer, { organiserId, story }: { organiserId: string; story: StoryAudience | null }) =>
  viewer.memberId === organiserId || (!isApart(viewer, organiserId) && (story === null || readsStory(viewer, story)));

/**
 * The whole result as it is now, so that whoever follows needs no further request. Told at once, and while answers rush in
 * four times a second by each process; the last one always comes.
 */
export const resultsUpdated = durable({
  name: "results-updated",
  topic,
  payload: z.object({
    type: z.literal("results"),
    ...common,
    /** For whom the result is; who has answered is known to the streams, see `reachesAnswered`. */
    audience: pollAudience,
    results: pollResults,
  }),
  visibleTo: (viewer, { audience, ...poll }) =>
    seesPoll(viewer, poll) && (audience !== "organiser" || viewer.memberId === poll.organiserId),
});

/** Whether an event may go to one who has answered, or has not; no viewer knows that by itself. */
export const reachesAnswered = (
  event: { type: "changed" } | { type: "results"; audience: PollAudience },
  answered: boolean,
): boolean => event.type === "changed" || event.audience !== "answered" || answered;

/** Something else than the answers changed (its words, options, end), or it is gone: what shows the poll reads it again. */
export const pollChanged = durable({
  name: "poll.changed",
  topic,
  payload: z.object({ type: z.literal("changed"), ...common, version: z.number().int() }),
  visibleTo: seesPoll,
});
