import { countWords } from "@/modules/story/schema";

export interface DemoChapter {
  position: number;
  title: string;
  body: string;
  words: number;
  notesBefore: string;
  draft: boolean;
}

const heading = /^<!-- (draft )?chapter: (.+) -->$/m;
const note = /^<!-- note: (.+) -->\n/;

/** The chapters of a demo story: what lies between `<!-- chapter: … -->` lines, or all of it as the only one. */
export function readChapters(text: string): DemoChapter[] {
  const [first = "", ...parts] = text.split(heading);
  if (parts.length === 0) return [chapterOf(1, "", first)];
  return Array.from({ length: parts.length / 3 }, (_, at) => ({
    ...chapterOf(at + 1, parts[3 * at + 1] ?? "", parts[3 * at + 2] ?? ""),
    draft: parts[3 * at] !== undefined,
  }));
}

function chapterOf(position: number, title: string, text: string): DemoChapter {
  const notesBefore = note.exec(text.trimStart())?.[1] ?? "";
  const body = text.trimStart().replace(note, "").trim();
  return { position, title, body, words: countWords(body), notesBefore, draft: false };
}
