import { keywordsOf, type Measures, measure, median } from "./measure";
import type { Found } from "./queries";

/** A leading story as it was read. */
export interface ReadStory {
  story: Found;
  chapters: number;
  measures: Measures;
  texts: string[];
}

/** What the stories that readers find have in common: figures and words, none of their sentences. */
export interface Findings {
  /** Median words of a story, and of its title. */
  words: number;
  titleWords: number;
  ease: number | null;
  dialogue: number;
  /** Words that several of them share, and that say something, the most shared first. */
  keywords: string[];
}

/** Characters of a chapter that are measured: enough to know how it is made. */
const measured = 20_000;

export function readStory(story: Found, chapters: readonly string[]): ReadStory {
  const texts = chapters.map((body) => body.slice(0, measured));
  return { story, chapters: chapters.length, measures: measure(texts.join("\n\n")), texts };
}

export function findingsOf(stories: readonly ReadStory[]): Findings {
  const shared = new Map<string, number>();
  for (const { texts, story } of stories) {
    const words = keywordsOf([story.title, story.blurb, ...texts].join("\n\n"));
    for (const { word } of words.slice(0, 80)) shared.set(word, (shared.get(word) ?? 0) + 1);
  }
  return {
    words: median(stories.map(({ story }) => story.words)),
    titleWords: median(stories.map(({ story }) => story.title.split(/\s+/).length)),
    ease: stories.length === 0 ? null : median(stories.map(({ measures }) => measures.ease)),
    dialogue: median(stories.map(({ measures }) => measures.dialogue)),
    keywords: [...shared]
      .filter(([, count]) => count > 1)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, 12)
      .map(([word]) => word),
  };
}
