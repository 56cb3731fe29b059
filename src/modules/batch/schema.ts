import { z } from "zod";
import { scheduledTime, storyStatus, studioFilter, tag, visibility } from "@/modules/story/schema";
import { exportFormat } from "@/modules/transfer/schema";

/** Most stories that one batch takes. */
export const mostStories = 500;

const tags = z
  .array(tag)
  .max(12, "At most 12 tags")
  .default([])
  .transform((list) => [...new Set(list)]);

/** What is done with each story of a batch. */
export const batchAction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("publish"), visibility: visibility.default("public") }),
  z.object({
    type: z.literal("schedule"),
    at: z.iso.datetime({ offset: true }),
    visibility: visibility.default("public"),
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
  .refine(({ action }) => action.type !== "tag" || action.add.length + action.remove.length > 0, {
    path: ["action"],
    error: "Name a tag to add or to remove",
  });

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
