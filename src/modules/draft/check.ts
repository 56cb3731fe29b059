import { measure, paragraphsOf, sentencesIn, wordsIn } from "./measure";
import type { Audience, DraftCheck } from "./schema";

export interface Expected {
  /** Words that were asked for. */
  words: number;
  audience: Audience;
  /** Reading ease of what readers read for this idea; null where nothing was found. */
  ease: number | null;
}

/** Looks a draft over. What is not right is said; nothing is hidden by it. */
export const checkDraft = (body: string, expected: Expected): DraftCheck[] => [
  checkLength(body, expected.words),
  checkRepetition(body),
  checkReadability(body, expected.ease),
  checkRating(body, expected.audience),
  checkLeftovers(body),
];

/** How far a draft may be from the length that was asked for, as a share of it. */
const lengthTolerance = 0.25;

export function checkLength(body: string, asked: number): DraftCheck {
  const words = wordsIn(body).length;
  const ok = Math.abs(words - asked) <= asked * lengthTolerance;
  return { id: "length", label: "Length", ok, found: `${words} words; ${asked} were asked for` };
}

const runLength = 5;

export function checkRepetition(body: string): DraftCheck {
  const sentences = sentencesIn(body)
    .map((sentence) => sentence.toLowerCase())
    .filter((sentence) => wordsIn(sentence).length >= runLength);
  const repeated = sentences.length - new Set(sentences).size;
  const words = wordsIn(body.toLowerCase());
  const runs = new Map<string, number>();
  for (let at = 0; at + runLength <= words.length; at++) {
    const run = words.slice(at, at + runLength).join(" ");
    runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  const share = [...runs.values()].reduce((sum, count) => sum + count - 1, 0) / Math.max(1, words.length);
  const ok = repeated === 0 && share < 0.05;
  const found = repeated
    ? `${repeated} ${repeated === 1 ? "sentence stands" : "sentences stand"} there more than once`
    : `${Math.round(share * 100)} % of the text repeats itself`;
  return { id: "repetition", label: "Repetition", ok, found };
}

/** Reading ease of stories that most readers read without effort. */
const easyEnough = { from: 45, to: 110 };

export function checkReadability(body: string, usual: number | null): DraftCheck {
  const ease = Math.round(measure(body).ease);
  const near = usual !== null && Math.abs(ease - usual) <= 20;
  const ok = near || (ease >= easyEnough.from && ease <= easyEnough.to);
  const beside = usual === null ? "" : `; what readers find for this idea has ${Math.round(usual)}`;
  return { id: "readability", label: "Readability", ok, found: `Reading ease ${ease} of 100${beside}` };
}

/** Words that mostly belong to a rating above the one that they are listed before. */
const aboveRating: Record<Exclude<Audience, "mature">, RegExp> = {
  general:
    /\b(?:bastards?|bitch(?:es)?|bullets?|corpses?|crap|damn(?:ed)?|drunk|guns?|murder(?:ed|s|er|ers)?|pistols?|shot (?:him|her|them) |stabbed|strangled|torture[ds]?|whiskey|vodka)\b/gi,
  teen: /\b(?:cocaine|cunts?|fuck(?:ed|ing|s)?|gore|heroin|naked|orgasm|rap(?:e|ed|ist)|sex|shit|suicide|whores?)\b/gi,
};

export function checkRating(body: string, audience: Audience): DraftCheck {
  const beyond =
    audience === "mature" ? [] : audience === "teen" ? [aboveRating.teen] : [aboveRating.general, aboveRating.teen];
  const words = [
    ...new Set(beyond.flatMap((words) => body.match(words) ?? []).map((word) => word.trim().toLowerCase())),
  ];
  const found =
    words.length === 0
      ? "Nothing beyond what was chosen"
      : `Look at these words again: ${words.slice(0, 8).join(", ")}`;
  return { id: "rating", label: "Rating", ok: words.length === 0, found };
}

const placeholder =
  /\bTK\b|\bTODO\b|\bFIXME\b|\bXXX\b|\[(?:insert|your|name|continued?|to be)[^\]\n]*\]|\blorem ipsum\b|\{\w+\}|\bas an ai\b/gi;
/** How prose ends: with a mark, which quotation marks or emphasis may follow. */
const finished = /[.!?…—:][”"’'*_)\]]*$/;

export function checkLeftovers(body: string): DraftCheck {
  const marks = [...new Set(body.match(placeholder) ?? [])];
  const last = paragraphsOf(body).at(-1)?.trim() ?? "";
  const problems = [
    ...marks.map((mark) => `“${mark}”`),
    ...(finished.test(last) ? [] : ["an unfinished last sentence"]),
  ];
  const found = problems.length === 0 ? "None" : `There is still ${problems.slice(0, 5).join(", ")}`;
  return { id: "leftovers", label: "Leftovers", ok: problems.length === 0, found };
}

export interface Repaired {
  body: string;
  /** A heading that stood above the text; empty without. */
  title: string;
  /** What was changed, in words for the author. */
  repairs: string[];
}

/** Mends what can be mended without writing: frames, paragraphs that stand there twice, placeholders, a last half sentence. */
export function repair(written: string): Repaired {
  const repairs: string[] = [];
  let body = written
    .trim()
    .replace(/^```\w*\n([\s\S]*?)\n?(?:```)?$/, "$1")
    .trim();
  const heading = /^#{1,3} +(.+)\n+/.exec(body) ?? /^\*\*(.{1,120})\*\*\n+/.exec(body);
  if (heading) body = body.slice(heading[0].length);
  const seen = new Set<string>();
  const kept = paragraphsOf(body).filter((paragraph) => {
    const key = paragraph.trim().toLowerCase();
    const twice = key.length > 40 && seen.has(key);
    seen.add(key);
    if (twice) repairs.push("A paragraph that stood there twice was taken out.");
    const left = paragraph.search(placeholder) >= 0;
    if (left) repairs.push("A paragraph with a placeholder in it was taken out.");
    return !twice && !left;
  });
  const last = kept.pop();
  if (last !== undefined) {
    const whole = finished.test(last.trim()) ? last : sentencesIn(last).slice(0, -1).join(" ");
    if (whole !== last) repairs.push("An unfinished last sentence was taken out.");
    if (whole) kept.push(whole);
  }
  return { body: kept.join("\n\n"), title: heading?.[1]?.replaceAll(/[*_]/g, "").trim() ?? "", repairs };
}
