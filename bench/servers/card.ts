import type { StoryCard } from "@/modules/story/schema";
import { mark } from "../load/mark";

/** A whole card, as a real publication carries it; about 600 bytes as JSON. */
export const storyCardFor = (key: number): StoryCard => ({
  id: `0199a1f2-7c11-7d3a-9b52-${key.toString(16).padStart(12, "0")}`,
  slug: `the-lighthouse-keepers-daughter-${key}`,
  title: mark(key),
  blurb: "A lighthouse, a letter that arrives forty years late, and the two people who should have read it.",
  author: { id: "m_4f6d2a", handle: "ada", name: "Ada Marlowe", image: null },
  genre: "mystery",
  tags: ["harbour", "letters"],
  rating: "general",
  warnings: [],
  progress: "complete",
  coverSeed: 1_234_567,
  words: 4_321,
  readingMinutes: 19,
  chapters: 1,
  visibility: "public",
  publishedAt: "2026-11-21T04:00:00.000Z",
});
