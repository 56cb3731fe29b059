import { z } from "zod";
import { resumable } from "@/live/cursor";
import { chapterEntry, storyCard } from "@/modules/story/schema";
import { text } from "@/platform/text";
import { anchorForm } from "./anchor";

const chapterId = z.uuid("A chapter's id is a UUID");
const storyId = z.uuid("A story's id is a UUID");
const anchor = z.string().regex(anchorForm, "This is not an anchor");
const fraction = z.number().min(0).max(1);

/** Where a member is in a chapter. */
export const place = z.object({
  chapterId: z.string(),
  storyId: z.string(),
  anchor: z.string(),
  /** Part of the chapter before it, from 0 to 1. */
  fraction: z.number(),
  /** When it was read. */
  readAt: z.iso.datetime(),
  /** Read to the end once, or marked as read. */
  finished: z.boolean(),
});
export type Place = z.infer<typeof place>;

export const movePlaceInput = z.object({
  chapterId,
  anchor,
  fraction,
  /** How long ago this was read, in milliseconds: clocks differ between devices, but each knows how long it waited. */
  agoMs: z.number().int().min(0).default(0),
  finished: z.boolean().default(false),
});
export type MovePlace = z.infer<typeof movePlaceInput>;

/** Of one chapter, or of all that a story has up. */
export const markReadInput = z.object({ storyId, chapterId: chapterId.optional(), read: z.boolean() });
export type MarkRead = z.infer<typeof markReadInput>;

export const ofStoryInput = z.object({ storyId });
export const storyPlaces = z.object({ places: z.array(place), saved: z.boolean() });
export type StoryPlaces = z.infer<typeof storyPlaces>;

export const saveStoryInput = z.object({ storyId, saved: z.boolean() });
export type SaveStory = z.infer<typeof saveStoryInput>;
export const savedState = z.object({ saved: z.boolean() });

export const pageInput = z.object({
  cursor: text().max(200).nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type PageInput = z.infer<typeof pageInput>;

const nextCursor = z.string().nullable();

/** A story that was read in, with the chapter that was read last and how many are read to the end. */
export const historyItem = z.object({
  story: storyCard,
  chapter: chapterEntry.pick({ id: true, number: true, title: true }),
  place,
  finishedChapters: z.number().int(),
});
export type HistoryItem = z.infer<typeof historyItem>;
export const historyPage = z.object({ items: z.array(historyItem), nextCursor });
export type HistoryPage = z.infer<typeof historyPage>;

export const savedItem = z.object({ story: storyCard, savedAt: z.iso.datetime() });
export type SavedItem = z.infer<typeof savedItem>;
export const savedPage = z.object({ items: z.array(savedItem), nextCursor });
export type SavedPage = z.infer<typeof savedPage>;

export const onMovedInput = z.object(resumable);

export const readerFonts = ["serif", "sans", "mono"] as const;

/** How someone likes to read. */
export const readerSettings = z.object({
  font: z.enum(readerFonts).default("serif"),
  /** In percent of the usual size. */
  size: z.number().int().min(80).max(180).default(100),
  /** Longest line, in characters. */
  measure: z.number().int().min(45).max(75).default(64),
  /** Height of a line, in percent of the letters. */
  leading: z.number().int().min(130).max(220).default(165),
  /** What sets paragraphs apart. */
  paragraphs: z.enum(["indented", "spaced"]).default("indented"),
});
export type ReaderSettings = z.infer<typeof readerSettings>;

export const usualSettings: ReaderSettings = readerSettings.parse({});

/** Under which a browser keeps them, as JSON. */
export const settingsCookie = "inkwire-reader";

/** What a cookie or a row holds; the usual ones where that cannot be read. */
export function readSettings(value: unknown): ReaderSettings {
  const parsed = readerSettings.safeParse(value);
  return parsed.success ? parsed.data : usualSettings;
}
