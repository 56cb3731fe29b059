import { z } from "zod";
import { authorView, byHandleInput } from "@/modules/member/schema";
import { storyCard } from "@/modules/story/schema";
import { text } from "@/platform/text";

const title = text().trim().min(1, "A list needs a title").max(120, "At most 120 characters");
const note = text().trim().max(1_000, "At most 1000 characters");
const id = z.uuid("A list's id is a UUID");
const storyId = z.uuid("A story's id is a UUID");

export const mostEntries = 500;
export const mostLists = 300;

export const createListInput = z.object({
  title,
  note: note.default(""),
  /** Whether others may see it. */
  open: z.boolean().default(false),
  /** A story to begin with. */
  storyId: storyId.optional(),
});
export type CreateList = z.infer<typeof createListInput>;

export const updateListInput = z.object({
  id,
  title: title.optional(),
  note: note.optional(),
  open: z.boolean().optional(),
});
export type UpdateList = z.infer<typeof updateListInput>;

export const listIdInput = z.object({ id });
export const listSlugInput = z.object({ slug: text().max(300) });
export const ofStoryInput = z.object({ storyId });
export const ofMemberInput = byHandleInput;

export const entryInput = z.object({ id, storyId });
export type EntryInput = z.infer<typeof entryInput>;
/** To the place before another story of the list, or to the end. */
export const moveEntryInput = entryInput.extend({ before: storyId.nullable() });
export type MoveEntry = z.infer<typeof moveEntryInput>;

/** Among other lists. */
export const listItem = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  note: z.string(),
  open: z.boolean(),
  /** By moderators; who keeps it alone sees it. */
  hidden: z.boolean(),
  member: authorView,
  /** Of those that the viewer may see. */
  stories: z.number().int(),
});
export type ListItem = z.infer<typeof listItem>;

/** With what the viewer may see of it, in order. */
export const listView = listItem.extend({ entries: z.array(storyCard) });
export type ListView = z.infer<typeof listView>;

/** One of my lists, for a story that may be put into it. */
export const listChoice = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  open: z.boolean(),
  has: z.boolean(),
});
export type ListChoice = z.infer<typeof listChoice>;
