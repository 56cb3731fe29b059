import type { ChapterEntry } from "@/modules/story/schema";

type Named = Pick<ChapterEntry, "number" | "title">;

/** Its title, or its number where it has none. */
export const chapterName = ({ number, title }: Named): string => title || `Chapter ${number}`;

/** Its number and its title, where there is room for both. */
export const fullChapterName = ({ number, title }: Named): string =>
  title ? `Chapter ${number}: ${title}` : `Chapter ${number}`;

export const chapterHref = (slug: string, { number }: Pick<ChapterEntry, "number">): string =>
  `/stories/${slug}/${number}`;

export const entireHref = (slug: string): string => `/stories/${slug}/all`;
