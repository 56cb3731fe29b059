import { z } from "zod";
import { durable } from "@/live/catalogue";
import { can } from "@/modules/story/policy";
import { penView } from "./schema";

/** The pen of a chapter has another holder, or is asked for: for those who write the story. */
export const penChanged = durable({
  name: "pen.changed",
  topic: ({ storyId }: { storyId: string }) => `pens:${storyId}`,
  payload: penView.extend({ storyId: z.string(), authorId: z.string() }),
  subject: ({ chapterId }) => chapterId,
  visibleTo: (viewer, { storyId: id, authorId }) =>
    can(viewer, "edit", { id, authorId, status: "draft", visibility: "public", removedAt: null }),
});
