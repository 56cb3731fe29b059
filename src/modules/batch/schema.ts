import { z } from "zod";
import { scheduledTime, storyStatus, studioFilter, tag, visibility } from "@/modules/story/schema";
import { exportFormat } from "@/modules/transfer/schema";
import { isTimeZone } from "@/platform/time-zone";
import { timeOf } from "./times";

/** Most stories that one batch takes. */
export const mostStories = 500;

const tags = z
  .array(tag)
  .max(12, "At most 12 tags")
  .default([])
  .transform((list) => [...new Set(list)]);

/** Not all at once: each story that many days after the one before, at the same time on the clocks of a zone. */
const every = z.object({
  days: z.number().int().min(1, "At least a day apart").max(90, "At most 90 days apart"),
  timeZone: z.string().max(60).refine(isTimeZone, "This is no time zone"),
});

/** What is done with each story of a batch. */
export const batchAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("publish"), visibility: visibility.default("public") }),
  z.object({
    type: z.literal("schedule"),
    at: z.iso.datetime({ offset: true }),
    visibility: visibility.default("public"),
    every: every.optional(),
  }),
  z.object({ type: z.literal("unpublish") }),
  z.object({ type: z.literal("tag"), add: tags, remove: tags }),
  z.object({ type: z.literal("trash") }),
  z.object({ type: z.literal("restore") }),
  z.object({ type: z.literal("export"), format: exportFormat }),
]);
export type BatchAction = z.infer<typeof batchAction>;

const storyIds = z
  .array(z.uuid("A story's id is a UUID"))
  .min(1, "Choose at least one story")
  .max(mostStories, `At most ${mostStories} stories at once`)
  .transform((ids) => [...new Set(ids)]);

export const batchInput = z.object({ action: batchAction, storyIds });
export type BatchInput = z.infer<typeof batchInput>;

export const startBatchInput = batchInput
  .refine(({ action }) => action.type !== "schedule" || scheduledTime.safeParse(action.at).success, {
    path: ["action"],
    error: "Choose a time in the future, at most two years ahead",
  })
  .refine(({ action, storyIds }) => action.type !== "schedule" || endsInTime(action, storyIds.length), {
    path: ["action"],
    error: "The last of them would go up more than two years from now",
  })
  .refine(({ action }) => action.type !== "tag" || action.add.length + action.remove.length > 0, {
    path: ["action"],
    error: "Name a tag to add or to remove",
  });

function endsInTime(action: Parameters<typeof timeOf>[0], count: number): boolean {
  return !action.every || scheduledTime.safeParse(timeOf(action, count - 1)).success;
}

/** The work of a batch as its job keeps it: an action, or the undoing of another batch. */
export const batchWork = z.object({
  action: z.discriminatedUnion("type", [
    ...batchAction.options,
    z.object({
      type: z.literal("undo"),
      /** Id of the job whose steps are taken back. */
      of: z.string(),
    }),
  ]),
  storyIds: z.array(z.string()),
  /** When each of them goes up, where not all do at one time. */
  times: z.record(z.string(), z.iso.datetime()).optional(),
});
export type BatchWork = z.infer<typeof batchWork>;

export const batchResult = z.object({ done: z.number().int(), failed: z.number().int(), skipped: z.number().int() });

export const batchIdInput = z.object({ id: z.uuid("A job's id is a UUID") });

/** What an action comes to for one story. */
export const effect = z.object({
  /** nothing: it is so already. refused: it cannot be done. */
  kind: z.enum(["change", "nothing", "refused"]),
  text: z.string(),
});
export type Effect = z.infer<typeof effect>;

export const batchPreview = z.object({
  items: z.array(effect.extend({ id: z.string(), title: z.string() })),
});
export type BatchPreview = z.infer<typeof batchPreview>;

export const selectableInput = z.object({ status: studioFilter.default("all") });
export const selectable = z.object({ ids: z.array(z.string()) });

/** What a batch can change of a story. */
export const storyState = z.object({
  status: storyStatus,
  visibility,
  publishedAt: z.iso.datetime().nullable(),
  scheduledFor: z.iso.datetime().nullable(),
  removed: z.boolean(),
  tags: z.array(z.string()),
});
export type StoryState = z.infer<typeof storyState>;
