import { flesch } from "flesch";
import { syllable } from "syllable";

/** What can be counted in a text of ours (Markdown). Pure, and meant for texts of up to some 100,000 characters. */
export interface Measures {
  words: number;
  sentences: number;
  paragraphs: number;
  /** Share of the words that stand between quotation marks, from 0 to 1. */
  dialogue: number;
  /** Flesch reading ease: 100 is very easy, 0 very hard. Tells something of English alone. */
  ease: number;
}

const quoted = /“[^”\n]*”?|"[^"\n]*"?|«[^»\n]*»?/g;

export function measure(body: string): Measures {
  const words = wordsIn(body);
  const sentences = sentencesIn(body).length;
  const spoken = (body.match(quoted) ?? []).reduce((sum, speech) => sum + wordsIn(speech).length, 0);
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return {
    words: words.length,
    sentences,
    paragraphs: paragraphsOf(body).length,
    dialogue: words.length === 0 ? 0 : spoken / words.length,
    ease: sentences === 0 ? 0 : flesch({ word: words.length, sentence: sentences, syllable: syllables }),
  };
}

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [];

export const paragraphsOf = (body: string): string[] => body.split(/\n{2,}/).filter((part) => part.trim());

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text, paragraph by paragraph, without the white space around them. */
export const sentencesIn = (body: string): string[] =>
  paragraphsOf(body).flatMap((part) =>
    [...segmenter.segment(part.replaceAll(/\s+/g, " "))].map(({ segment }) => segment.trim()).filter(Boolean),
  );

const common = new Set(
  (
    "a about above after again all also always am an and another any are as at away back be because been before being below " +
    "between both but by came can come could did do does done down each even ever every few first for from get go goes " +
    "gone got had has have having he her here hers herself him himself his how i if in into is it its itself just know " +
    "last left less let like little long look made make many may me might mine more most much must my myself never new " +
    "next no nobody nor not nothing now of off old on once one only or other our out over own people put said same saw " +
    "say says see she should since so some something still such take than that the their them then there these they " +
    "thing things this those though three through time to told too took two under until up upon us use used very was way " +
    "we well went were what when where which while who whole whom whose why will with without would year years yet you " +
    "your yours day days finds find found keeps kept gets write story someone who’s"
  ).split(" "),
);

/** The words that say what a text is about, with how often they stand there, the most frequent first. */
export function keywordsOf(text: string): { word: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const found of wordsIn(text.toLowerCase())) {
    const word = found.replace(/[’']s$/, "");
    if (word.length < 3 || common.has(word) || /\d|[’']/.test(word)) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
