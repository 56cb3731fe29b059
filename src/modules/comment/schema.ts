import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView } from "@/modules/member/schema";
import { text } from "@/platform/text";
import { placePattern } from "./place";

/** Longest comment in characters. */
export const longestComment = 10_000;

/** For so long its writer may change a comment, in milliseconds. */
export const editingWindowMs = 15 * 60_000;

/** Who may comment on a story. */
export const commenting = z.enum(["members", "followers", "none"]);
export type Commenting = z.infer<typeof commenting>;

export const commentView = z.object({
  id: z.string(),
  storyId: z.string(),
  /** The chapter it is about, where it is about one. */
  chapterId: z.string().nullable(),
  /** The number of that chapter when this was told; null for one in the trash. */
  chapterNumber: z.number().int().nullable().default(null),
  /** The comment that it answers. */
  parentId: z.string().nullable(),
  /** Where it stands; sort by it as text (see place.ts). */
  place: z.string(),
  /** Null for one who has left. */
  writer: authorView.nullable(),
  /** Markdown, exactly as written. Sanitise when rendering. */
  body: z.string(),
  /** `held` is for its writer and the story's author alone. */
  state: z.enum(["shown", "held"]),
  /** Grows with each change. */
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});
export type CommentView = z.infer<typeof commentView>;

/** Why somebody may not comment on a story that they can read. */
export const refusal = z.enum(["guest", "closed", "followers", "unpublished"]);
export type Refusal = z.infer<typeof refusal>;

const storyId = z.uuid();
const id = z.uuid("A comment's id is a UUID");
const body = text().trim().min(1, "Write something first").max(longestComment, "At most 10,000 characters");

/** Only what is said about this chapter; without it, all that is said about the story. */
const chapterId = z.uuid().nullish();

export const listCommentsInput = z.object({
  storyId,
  chapterId,
  /** `nextCursor` of the page before. */
  cursor: z.string().regex(placePattern).nullish(),
  /** Begin with the thread of this comment; not together with `cursor`. */
  at: id.nullish(),
});
export type ListComments = z.infer<typeof listCommentsInput>;

export const commentSettings = z.object({ commenting, moderated: z.boolean() });
export type CommentSettings = z.infer<typeof commentSettings>;

export const commentPage = z.object({
  /** In the order of reading. What stands above one of them and is missing is not for this reader, or gone. */
  items: z.array(commentView),
  nextCursor: z.string().nullable(),
  /** Of all that everyone may see, of the chapter where one was asked for. */
  total: z.number().int(),
  settings: commentSettings,
  /** Why the reader may not comment; null when they may. */
  refusal: refusal.nullable(),
  /** Position of the log at which the page was read; subscribe from it. */
  live: z.string(),
});
export type CommentPage = z.infer<typeof commentPage>;

export const addCommentInput = z.object({
  /** Made by the client: the same request twice adds one comment. */
  id,
  storyId,
  /** The chapter it is about; an answer is about the chapter that it answers to. */
  chapterId: z.uuid().nullish(),
  parentId: id.nullish(),
  body,
});
export type AddComment = z.infer<typeof addCommentInput>;

export const editCommentInput = z.object({ id, /** The version that was edited. */ version: z.number().int(), body });
export type EditComment = z.infer<typeof editCommentInput>;

export const commentIdInput = z.object({ id });

export const commentSettingsInput = commentSettings.partial().extend({ storyId });
export type SetCommentSettings = z.infer<typeof commentSettingsInput>;

export const onCommentsChangedInput = z.object({ storyId, chapterId, ...resumable });
