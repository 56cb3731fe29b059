import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView, byHandleInput } from "@/modules/member/schema";
import { storyCard, storyStatus } from "@/modules/story/schema";
import { text } from "@/platform/text";

const title = text().trim().min(1, "A series needs a title").max(255, "At most 255 characters");
const blurb = text().trim().max(1_250, "At most 1250 characters");
const id = z.uuid("A series' id is a UUID");
const storyId = z.uuid("A story's id is a UUID");

export const mostEntries = 200;
export const mostSeries = 300;

export const createSeriesInput = z.object({ title, blurb: blurb.default("") });
export type CreateSeries = z.infer<typeof createSeriesInput>;

export const updateSeriesInput = z.object({ id, title: title.optional(), blurb: blurb.optional() });
export type UpdateSeries = z.infer<typeof updateSeriesInput>;

export const seriesIdInput = z.object({ id });
export const seriesSlugInput = z.object({ slug: text().max(300) });
export const ofStoryInput = z.object({ storyId });
export const ofAuthorInput = byHandleInput;

export const entryInput = z.object({ id, storyId });
export type EntryInput = z.infer<typeof entryInput>;
/** To the place before another story of the series, or to the end. */
export const moveEntryInput = entryInput.extend({ before: storyId.nullable() });
export type MoveEntry = z.infer<typeof moveEntryInput>;

/** Among other series. */
export const seriesItem = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  blurb: z.string(),
  /** By moderators; its author alone sees it. */
  hidden: z.boolean(),
  author: authorView,
  /** Of those that the viewer may see. */
  stories: z.number().int(),
});
export type SeriesItem = z.infer<typeof seriesItem>;

export const seriesView = seriesItem.extend({
  /** What the viewer may see of it, in order; its author also sees what is not published. */
  entries: z.array(z.object({ story: storyCard, status: storyStatus })),
  words: z.number().int(),
  followers: z.number().int(),
  following: z.boolean(),
  /** Position of the log at which this was read; subscribe from it. */
  live: z.string(),
});
export type SeriesView = z.infer<typeof seriesView>;

const neighbour = storyCard.pick({ slug: true, title: true }).nullable();

/** Where a story stands in its series. */
export const seriesPlace = z
  .object({
    series: z.object({ slug: z.string(), title: z.string() }),
    /** From 1, among those that the viewer may see; null for a story that is in no list. */
    number: z.number().int().nullable(),
    stories: z.number().int(),
    previous: neighbour,
    next: neighbour,
  })
  .nullable();
export type SeriesPlace = z.infer<typeof seriesPlace>;

export const followState = z.object({ following: z.boolean(), followers: z.number().int() });
export type FollowState = z.infer<typeof followState>;

export const onSeriesChangedInput = z.object({ id, ...resumable });
