import { z } from "zod";
import { durable } from "@/live/catalogue";
import { isUnheard, type Viewer } from "@/live/viewer";
import { audienceOf, readsStory, type StoryAudience, storyAudience } from "@/modules/story/events";
import type { StoryState } from "@/modules/story/policy";
import { isInsider, seesComment } from "./policy";
import { type CommentView, commentView } from "./schema";

const topic = ({ storyId }: { storyId: string }) => `story:${storyId}:comments`;

/** Said with each event: whose the story is and who may read it, and the browser tab that caused it. */
const common = { storyId: z.string(), story: storyAudience, origin: z.string().max(64).nullable() };

/** Who may read what a comment is about: of a chapter that is kept back only those who may read drafts. */
export const audienceAt = (story: StoryState, chapter: { draft: boolean } | null): StoryAudience =>
  audienceOf(chapter?.draft ? { ...story, status: "draft" } : story);

interface Told {
  story: StoryAudience;
  comment: CommentView;
}

const sees = (viewer: Viewer, { story, comment }: Told) =>
  readsStory(viewer, story) &&
  seesComment(viewer, { writerId: comment.writer?.id ?? null, state: comment.state }, story.authorId);

/** A comment is there for those who may see it: new, let through by the author, or held back for those two who know it. */
export const commentCreated = durable({
  name: "comment.created",
  topic,
  payload: z.object({ type: z.literal("created"), ...common, comment: commentView }),
  subject: ({ comment }) => comment.id,
  visibleTo: sees,
});

/** Its writer changed it. */
export const commentUpdated = durable({
  name: "comment.updated",
  topic,
  payload: z.object({ type: z.literal("updated"), ...common, comment: commentView }),
  subject: ({ comment }) => comment.id,
  visibleTo: sees,
});

/** A comment is gone: for all who could see it, or, when it is held back, for all but its writer and the story's author. */
export const commentDeleted = durable({
  name: "comment.deleted",
  topic,
  payload: z.object({
    type: z.literal("deleted"),
    ...common,
    id: z.string(),
    chapterId: z.string().nullable(),
    version: z.number().int(),
    place: z.string(),
    writerId: z.string().nullable(),
    to: z.enum(["everyone", "insiders", "others"]),
  }),
  subject: ({ id }) => id,
  retracts: true,
  visibleTo(viewer, { story, writerId, to }) {
    if (!readsStory(viewer, story) || (writerId && isUnheard(viewer, writerId))) return false;
    return to === "everyone" || isInsider(viewer, writerId, story.authorId) === (to === "insiders");
  },
});
