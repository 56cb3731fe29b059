import { capitals } from "./compose/grammar";
import { keywordsOf, sentencesIn, wordsIn } from "./measure";

export interface Finish {
  titles: string[];
  blurb: string;
  tags: string[];
  description: string;
}

export interface Unfinished {
  idea: string;
  body: string;
  /** A title that came with the text; empty without. */
  title: string;
  /** Titles that readers find already, so that this one is another. */
  taken: readonly string[];
  /** Tags that readers follow, the most used first; those of stories near the idea may stand there more than once. */
  knownTags: readonly string[];
}

/** Most tags that a draft is given: its author knows better. */
const mostTags = 5;
/** Stories near the idea that must carry a tag which the text itself does not speak of. */
const enough = 3;

/** All around the text that readers and search engines see first. */
export const finish = ({ idea, body, title, taken, knownTags }: Unfinished): Finish => ({
  titles: titlesFor(body, title, taken),
  blurb: cut(idea.replaceAll(/\s+/g, " ").trim(), 300),
  tags: tagsFor(`${idea}\n\n${body}`, knownTags),
  description: cut(
    sentencesIn(body)
      .slice(0, 3)
      .join(" ")
      .replaceAll(/[*_#>]/g, ""),
    155,
  ),
});

/** The given title, one of what the text is about, and one of its own shortest sentences: at most three, none taken. */
function titlesFor(body: string, given: string, taken: readonly string[]): string[] {
  // Who it is about is mostly named, and a name takes no article.
  const [one, two] = keywordsOf(body).flatMap(({ word }) => (body.includes(` ${word}`) ? [capitals(word)] : []));
  const about = one && two ? `The ${one} and the ${two}` : (one ?? "Untitled");
  const words = (sentence: string) => wordsIn(sentence).length;
  const sentences = sentencesIn(body);
  const sentence = sentences
    .slice(Math.floor(sentences.length / 2))
    .filter((text) => words(text) >= 3 && words(text) <= 6 && /^[\p{L} ,’]+\.$/u.test(text))
    .map((text) => text.slice(0, -1))[0];
  const used = new Set(taken.map((text) => text.toLowerCase()));
  const titles = [given, about, sentence ?? ""]
    .map((text) => text.slice(0, 255))
    .filter((text) => text && !used.has(text.toLowerCase()));
  return titles.length > 0 ? [...new Set(titles)] : [`${about}, Again`];
}

/** Known tags that the text speaks of, weighed by how often, and then those that stories near the idea carry. */
function tagsFor(text: string, known: readonly string[]): string[] {
  const counts = new Map(keywordsOf(text).map(({ word, count }) => [word, count]));
  const weights = new Map<string, number>();
  for (const tag of known) weights.set(tag, (weights.get(tag) ?? 0) + 1);
  for (const tag of weights.keys()) {
    const said = (counts.get(tag) ?? 0) + (counts.get(`${tag}s`) ?? 0) + (counts.get(tag.replace(/s$/, "")) ?? 0);
    weights.set(tag, (weights.get(tag) ?? 0) + enough * said);
  }
  return [...weights]
    .filter(([, weight]) => weight >= enough)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostTags)
    .map(([tag]) => tag);
}

const cut = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, "")}…`;
