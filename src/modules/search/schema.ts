import { z } from "zod";
import { authorView } from "@/modules/member/schema";
import { genre, progress, rating, storyCard, tag } from "@/modules/story/schema";
import { text } from "@/platform/text";

/** Longest query in characters; what lies beyond names no story. */
const queryLimit = 200;
/** Most words in it: each is looked for in all texts. */
const mostWords = 24;
const query = text()
  .trim()
  .max(queryLimit)
  .refine((typed) => typed.split(/\s+/).length <= mostWords, `At most ${mostWords} words are looked for at once`);

export const searchSorts = ["relevance", "newest", "kudos", "longest", "shortest"] as const;
export type SearchSort = (typeof searchSorts)[number];

const several = <Item extends z.ZodType>(item: Item) => z.array(item).max(12).default([]);

/** Which stories, all conditions at once. */
export const storyFilter = z.object({
  /** Words, "phrases in quotes", -words that must not be there, and one or another with `or`. Empty: all stories. */
  q: query.default(""),
  genre: genre.optional(),
  /** One of these; none given: any. */
  ratings: several(rating),
  /** All of these. */
  tags: several(tag),
  /** None of these. */
  withoutTags: several(tag),
  /** None of these warnings. */
  withoutWarnings: several(text().trim().min(1).max(60)),
  /** BCP 47; `en` is any English. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional(),
  minWords: z.number().int().min(0).max(100_000_000).optional(),
  maxWords: z.number().int().min(0).max(100_000_000).optional(),
  /** Whether the story is in one piece or in several chapters. */
  form: z.enum(["single", "chapters"]).optional(),
  progress: progress.optional(),
});
export type StoryFilter = z.infer<typeof storyFilter>;

export const searchStoriesInput = storyFilter.extend({
  /** `relevance` without words is `newest`. */
  sort: z.enum(searchSorts).default("relevance"),
  cursor: z.string().max(200).nullish(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type SearchStories = z.infer<typeof searchStoriesInput>;

/** A piece of a text; `hit` is what was searched for. */
const textPart = z.object({ text: z.string(), hit: z.boolean() });
export type TextPart = z.infer<typeof textPart>;

const searchResult = z.object({
  story: storyCard,
  title: z.array(textPart),
  blurb: z.array(textPart),
  /** Where it stands in a chapter; null where only title, blurb, tags or author say it. */
  passage: z.object({ number: z.number().int(), title: z.string(), parts: z.array(textPart) }).nullable(),
});
export type SearchResult = z.infer<typeof searchResult>;

const count = z.object({ value: z.string(), stories: z.number().int() });

/** How many of the stories found have what; the most frequent first. */
const facets = z.object({
  genres: z.array(count),
  ratings: z.array(count),
  progress: z.array(count),
  tags: z.array(count),
  warnings: z.array(count),
  languages: z.array(count),
});
export type Facets = z.infer<typeof facets>;

export const searchPage = z.object({
  items: z.array(searchResult),
  nextCursor: z.string().nullable(),
  /** Of the first page: how many there are, and of which kinds; null on those after it. */
  summary: z.object({ total: z.number().int(), facets }).nullable(),
  /** Where nothing was found by these words: what they may have meant. */
  near: z
    .object({
      /** The words as titles, tags and authors spell them; null where that finds nothing either. */
      query: z.string().nullable(),
      stories: z.array(storyCard),
    })
    .nullable(),
});
export type SearchPage = z.infer<typeof searchPage>;

export const suggestInput = z.object({ q: query });
export type SuggestInput = z.infer<typeof suggestInput>;

/** What someone who types this may want to go to, the likeliest first. */
export const suggestions = z.object({
  stories: z.array(storyCard.pick({ id: true, slug: true, title: true, author: true })),
  authors: z.array(authorView),
  tags: z.array(z.string()),
});
export type Suggestions = z.infer<typeof suggestions>;
