import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView, handle } from "@/modules/member/schema";
import { text } from "@/platform/text";

export const genres = ["literary", "speculative", "mystery", "historical", "humour", "fantasy"] as const;
export const genre = z.enum(genres);
export type Genre = z.infer<typeof genre>;

export const genreNames: Record<Genre, string> = {
  literary: "Literary",
  speculative: "Speculative",
  mystery: "Mystery",
  historical: "Historical",
  humour: "Humour",
  fantasy: "Fantasy",
};

export const visibility = z.enum(["public", "followers", "unlisted"]);
export type Visibility = z.infer<typeof visibility>;

export const storyStatus = z.enum(["draft", "scheduled", "published", "archived"]);
export type StoryStatus = z.infer<typeof storyStatus>;

/** From what is for everyone on; each includes those before it. */
export const rating = z.enum(["general", "teen", "mature", "explicit"]);
export type Rating = z.infer<typeof rating>;
export const ratingNames: Record<Rating, string> = {
  general: "For everyone",
  teen: "Teen and up",
  mature: "Mature",
  explicit: "Explicit",
};

/** Whether an author has come to the end of a story, or will put up more of it. */
export const progress = z.enum(["ongoing", "complete"]);
export type Progress = z.infer<typeof progress>;
export const progressNames: Record<Progress, string> = { ongoing: "In progress", complete: "Complete" };

/** Whether those who may read a story may also have it as a file. */
export const downloads = z.enum(["readers", "nobody"]);

/** Longest body in characters: a long novel fits. */
const bodyLimit = 2_000_000;

export const tag = text()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40, "A tag has at most 40 characters")
  .regex(
    /^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*$/u,
    "A tag is words of letters and digits, with single spaces or hyphens",
  );

const title = text().trim().min(1, "A story needs a title").max(255, "At most 255 characters");
const blurb = text().trim().max(1_250, "At most 1250 characters");
const tags = z
  .array(tag)
  .max(12, "At most 12 tags")
  .transform((list) => [...new Set(list)]);
export const warning = text().trim().min(1).max(60);
export const mostWarnings = 12;
const warnings = z.array(warning).max(mostWarnings);
const body = text().max(bodyLimit, "This chapter is too long: at most 2 million characters");

const authorNotes = text().max(10_000, "Notes have at most 10000 characters");

/** What an author sets of a story, all but its text and state. */
const details = {
  blurb,
  genre,
  tags,
  warnings,
  rating,
  progress,
  downloads,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
};

/** What an author writes of a chapter. Its title may be empty: then it is known by its number. */
export const chapterTexts = z.object({
  title: text().trim().max(255, "At most 255 characters"),
  /** Markdown. */
  body,
  /** Markdown; what the author says to readers before and after the text. */
  notesBefore: authorNotes,
  notesAfter: authorNotes,
});
export type ChapterTexts = z.infer<typeof chapterTexts>;

export const newChapter = z.object({
  ...chapterTexts.partial().shape,
  /** Kept back, though the story is published. */
  draft: z.boolean().optional(),
});
export type NewChapter = z.infer<typeof newChapter>;

export const mostChapters = 1_000;

export const createStoryInput = z.object({
  title,
  /** Markdown of the first chapter, for a story that has one; else `chapters`. */
  body: body.optional(),
  chapters: z.array(newChapter).min(1).max(mostChapters).optional(),
  ...z.object(details).partial().shape,
});
export type CreateStory = z.infer<typeof createStoryInput>;

const id = z.uuid("A story's id is a UUID");
const version = z.number().int().positive();

export const updateStoryInput = z.object({
  id,
  /** The version that was edited. */
  version,
  title: title.optional(),
  /** Markdown of the first chapter. */
  body: body.optional(),
  ...z.object(details).partial().shape,
});
export type UpdateStory = z.infer<typeof updateStoryInput>;

export const publishStoryInput = z.object({ id, visibility: visibility.default("public") });
export type PublishStory = z.infer<typeof publishStoryInput>;

/** A story waits for its time this long at most, in milliseconds. */
const longestWaitMs = 2 * 366 * 24 * 60 * 60 * 1_000;

/** The instant, in ISO 8601 with its offset: what the clocks of the writer's zone do until then changes nothing. */
export const scheduledTime = z.iso
  .datetime({ offset: true, abort: true, error: "A time in ISO 8601 with its zone, such as 2027-03-28T18:00:00+02:00" })
  .refine((at) => Date.parse(at) > Date.now(), "This time has passed already")
  .refine((at) => Date.parse(at) < Date.now() + longestWaitMs, "At most two years ahead");

export const scheduleStoryInput = z.object({
  id,
  at: scheduledTime,
  visibility: visibility.default("public"),
});
export type ScheduleStory = z.infer<typeof scheduleStoryInput>;

export const storyIdInput = z.object({ id });
export const bySlugInput = z.object({ slug: text().max(300) });

/** A story as a card in a list and in events: lean, and nothing that depends on who looks. */
export const storyCard = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  blurb: z.string(),
  author: authorView,
  genre,
  tags: z.array(z.string()),
  rating,
  warnings: z.array(z.string()),
  progress,
  coverSeed: z.number().int(),
  /** Of the chapters that go with its publication. */
  words: z.number().int(),
  readingMinutes: z.number().int(),
  /** How many chapters that are. */
  chapters: z.number().int(),
  visibility,
  /** ISO 8601; null only for what is not published. */
  publishedAt: z.iso.datetime().nullable(),
});
export type StoryCard = z.infer<typeof storyCard>;

/** A chapter in the index of its story. */
export const chapterEntry = z.object({
  id: z.string(),
  /** Its place, from 1, by which its address goes. Where the author keeps one back, readers see a gap. */
  number: z.number().int(),
  /** May be empty. */
  title: z.string(),
  words: z.number().int(),
  readingMinutes: z.number().int(),
  /** Only its author sees one that is. */
  draft: z.boolean(),
  /** When it went up; null for what readers cannot read. */
  publishedAt: z.iso.datetime().nullable(),
});
export type ChapterEntry = z.infer<typeof chapterEntry>;

/** A story to be read. */
export const storyView = storyCard.extend({
  language: z.string(),
  downloads,
  status: storyStatus,
  version: z.number().int(),
  readers: z.number().int(),
  /** Of the text or the title. */
  editedAt: z.iso.datetime(),
  /** The chapters that this reader may read. */
  index: z.array(chapterEntry),
  /** Markdown of the first of them, exactly as written; empty without any. Sanitise when rendering. */
  body: z.string(),
  /** Position of the log at which this was read; subscribe from it. */
  live: z.string(),
});
export type StoryView = z.infer<typeof storyView>;

/** A story as its author works on it. */
export const manuscriptView = storyCard.extend({
  language: z.string(),
  downloads,
  status: storyStatus,
  version: z.number().int(),
  editedAt: z.iso.datetime(),
  /** Set while it lies in the trash. */
  removedAt: z.iso.datetime().nullable(),
  /** When it is to be published by itself; null unless it is scheduled. */
  scheduledFor: z.iso.datetime().nullable(),
  /** Why it could not be published at that time; null unless it was tried. It is tried again every minute. */
  overdue: z.string().nullable(),
  /** Set while moderators keep it from its readers. */
  hiddenAt: z.iso.datetime().nullable(),
  /** Markdown of the first chapter. */
  body: z.string(),
});
export type ManuscriptView = z.infer<typeof manuscriptView>;

/** A row of the studio. */
export const studioItem = storyCard.extend({
  status: storyStatus,
  version: z.number().int(),
  editedAt: z.iso.datetime(),
  /** Set while it lies in the trash. */
  removedAt: z.iso.datetime().nullable(),
  /** When it is to be published by itself; null unless it is scheduled. */
  scheduledFor: z.iso.datetime().nullable(),
  /** Why it could not be published at that time; null unless it was tried. It is tried again every minute. */
  overdue: z.string().nullable(),
  /** Set while moderators keep it from its readers. */
  hiddenAt: z.iso.datetime().nullable(),
});
export type StudioItem = z.infer<typeof studioItem>;

export const feedSort = z.enum(["latest", "trending", "following"]);
export type FeedSort = z.infer<typeof feedSort>;

const feedFilter = { genre: genre.optional(), tag: tag.optional() };

const pageCursor = text().max(200).nullish();

export const feedInput = z.object({
  limit: z.number().int().min(1).max(50).default(12),
  cursor: pageCursor,
  sort: feedSort.default("latest"),
  /** Handle of the author whose stories these are to be. */
  author: handle.optional(),
  ...feedFilter,
});
export type FeedInput = z.infer<typeof feedInput>;

export const feedPage = z.object({
  items: z.array(storyCard),
  /** Hand it back as `cursor` for the next page; null at the end. */
  nextCursor: z.string().nullable(),
  /** Position of the log at which the page was read; subscribe from it. */
  live: z.string(),
});
export type FeedPage = z.infer<typeof feedPage>;

export const tagCount = z.object({ tag: z.string(), stories: z.number().int() });

export const studioFilter = z.enum(["all", "draft", "scheduled", "published", "trash"]);
export const mineInput = z.object({
  status: studioFilter.default("all"),
  cursor: pageCursor,
  limit: z.number().int().min(1).max(100).default(30),
});
export type MineInput = z.infer<typeof mineInput>;

export const minePage = z.object({
  items: z.array(studioItem),
  nextCursor: z.string().nullable(),
  counts: z.object({
    all: z.number().int(),
    draft: z.number().int(),
    scheduled: z.number().int(),
    published: z.number().int(),
    trash: z.number().int(),
  }),
  live: z.string(),
});
export type MinePage = z.infer<typeof minePage>;

export const onPublishedInput = z.object({
  ...feedFilter,
  following: z.boolean().optional(),
  /** Only this member's stories. */
  authorId: text().max(100).optional(),
  ...resumable,
});
export type OnPublishedInput = z.infer<typeof onPublishedInput>;

/** Without an id: the changes of all published stories, or of all by one author. */
export const onChangedInput = z.object({ id: id.optional(), authorId: text().max(100).optional(), ...resumable });

export const onMineInput = z.object(resumable);

/** Slow readers of fiction; the common figure is 200 to 250 words a minute. */
const wordsPerMinute = 230;

/** Whole minutes, at least one where there is anything to read. */
export const readingMinutes = (words: number): number =>
  words === 0 ? 0 : Math.max(1, Math.round(words / wordsPerMinute));

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Cut at blanks where there are any: the segmenter's time grows with the square of what it is given at once. */
const pieces = /[\s\S]{1,2000}(?=\s|$)|[\s\S]{2000}/g;

/** Words as a reader counts them, in any script; Markdown's marks are not words. */
export function countWords(markdown: string): number {
  let words = 0;
  for (const [piece] of markdown.matchAll(pieces)) {
    for (const part of segmenter.segment(piece)) if (part.isWordLike) words++;
  }
  return words;
}
