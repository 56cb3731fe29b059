import type { StoryView } from "@/modules/story/schema";
import { env } from "@/platform/env";

const at = (path: string) => new URL(path, env().appUrl).href;

/** What is said of a story to those who have not asked for it; of an explicit one, nothing. */
export const excerptOf = ({ rating, blurb }: Pick<StoryView, "rating" | "blurb">): string =>
  rating === "explicit" ? "" : blurb;

/** What a story is, in the words of schema.org. */
export const aboutStory = ({ title, author, slug, genre, language, words, version, ...story }: StoryView) => ({
  "@type": story.chapters > 1 ? "Book" : "ShortStory",
  name: title,
  ...(excerptOf(story) && { description: excerptOf(story) }),
  url: at(`/stories/${slug}`),
  image: at(`/og/stories/${slug}?v=${version}`),
  author: { "@type": "Person", name: author.name, url: at(`/members/${author.handle}`) },
  datePublished: story.publishedAt,
  dateModified: story.editedAt,
  inLanguage: language,
  genre,
  keywords: story.tags,
  wordCount: words,
  isAccessibleForFree: true,
  isFamilyFriendly: story.rating === "general" || story.rating === "teen",
});
