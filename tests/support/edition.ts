import type { Edition, EditionChapter } from "@/modules/transfer/write/edition";

type Chapter = Pick<EditionChapter, "title" | "body"> & Partial<EditionChapter>;

/** A story to be exported, with what a test is about. */
export const edition = (chapters: Chapter[], about: Partial<Edition> = {}): Edition => ({
  id: "01890000-0000-7000-8000-000000000000",
  slug: "tides",
  title: "Tides",
  author: "Ana",
  blurb: "Slow water.",
  genre: "literary",
  tags: ["sea"],
  language: "en",
  rating: "general",
  warnings: [],
  coverSeed: 7,
  modified: "2026-01-02T03:04:05.678Z",
  chapters: chapters.map((chapter) => ({ notesBefore: "", notesAfter: "", ...chapter })),
  pictures: new Map(),
  ...about,
});
