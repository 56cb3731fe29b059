import { parse } from "yaml";
import { z } from "zod";
import { genre, rating } from "@/modules/story/schema";
import type { Book, BookChapter } from "../book";
import { knownWarnings } from "./own-details";

/** What our own export, and most others, write at the top of a Markdown file. */
const frontMatter = z.object({
  title: z.coerce.string().optional().catch(undefined),
  author: z.coerce.string().optional().catch(undefined),
  language: z.string().optional().catch(undefined),
  blurb: z.coerce.string().optional().catch(undefined),
  description: z.coerce.string().optional().catch(undefined),
  tags: z
    .union([z.array(z.coerce.string()), z.string().transform((tags) => tags.split(/[,\s]+/))])
    .optional()
    .catch(undefined),
  genre: genre.optional().catch(undefined),
  rating: rating.optional().catch(undefined),
  warnings: z.array(z.unknown()).transform(knownWarnings).optional().catch(undefined),
  /** Of a chapter. */
  notesBefore: z.string().optional().catch(undefined),
  notesAfter: z.string().optional().catch(undefined),
  /** Paths of the files that hold the chapters, from where this one lies. */
  chapters: z.array(z.string()).optional().catch(undefined),
});
export type FrontMatter = z.infer<typeof frontMatter>;

/** A file's front matter and the text below it. What cannot be understood is text. */
export function splitFrontMatter(text: string): { about: FrontMatter; body: string } {
  const match = /^\uFEFF?---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { about: {}, body: text.replace(/^\uFEFF/, "") };
  try {
    // Aliases can make a small text huge
    const about = frontMatter.parse(parse(match[1] ?? "", { maxAliasCount: 0 }) ?? {});
    return { about, body: text.slice(match[0].length).replace(/^\n+/, "") };
  } catch {
    return { about: {}, body: text };
  }
}

/** The text of each file becomes a book; headings of the highest rank that comes more than once begin its chapters. */
export function readMarkdown(name: string, text: string): Book {
  const { about, body } = splitFrontMatter(text);
  const { title, chapters } = cut(body, about.title);
  const [first] = chapters;
  const last = chapters.at(-1);
  if (first && about.notesBefore) first.notesBefore = about.notesBefore;
  if (last && about.notesAfter) last.notesAfter = about.notesAfter;
  return {
    title: about.title ?? title ?? nameWithoutEnding(name),
    author: about.author ?? null,
    language: about.language ?? null,
    blurb: about.blurb ?? about.description ?? "",
    tags: about.tags ?? [],
    genre: about.genre,
    rating: about.rating,
    warnings: about.warnings,
    chapters,
    pictures: [],
  };
}

export const nameWithoutEnding = (name: string): string =>
  name
    .replace(/^.*\//, "")
    .replace(/\.[^.]+$/, "")
    .replaceAll(/[_-]+/g, " ")
    .trim() || "Untitled";

interface Heading {
  rank: number;
  title: string;
  line: number;
}

/** A text cut at its headings. One that stands alone above all others is the title of the whole. */
function cut(body: string, knownTitle: string | undefined): { title: string | undefined; chapters: BookChapter[] } {
  const lines = body.split("\n");
  const headings = headingsOf(lines);
  const lowest = Math.min(...headings.map(({ rank }) => rank));
  const [top] = headings;
  const single = headings.filter(({ rank }) => rank === lowest).length === 1;
  const isTitle = top !== undefined && single && top.rank === lowest && !lines.slice(0, top.line).join("").trim();
  const title =
    isTitle && (knownTitle === undefined || headings.length > 1 || top.title === knownTitle) ? top : undefined;
  const inner = title ? headings.slice(1) : headings;
  const rank = Math.min(...inner.map(({ rank }) => rank));
  const cuts = inner.filter((heading) => heading.rank === rank);
  const chapters: BookChapter[] = [];
  const add = (chapterTitle: string, from: number, to: number | undefined) => {
    const text = lines.slice(from, to).join("\n").replace(/^\n+/, "").trimEnd();
    if (text || chapterTitle) chapters.push({ title: chapterTitle, body: text, included: true });
  };
  // A single heading in the middle of a text is no reason to cut it in two.
  const cutting =
    cuts.length > 1 ||
    (cuts.length === 1 &&
      !lines
        .slice(title ? title.line + 1 : 0, cuts[0]?.line)
        .join("")
        .trim());
  if (!cutting) {
    add("", title ? title.line + 1 : 0, undefined);
    return { title: title?.title, chapters };
  }
  add("", title ? title.line + 1 : 0, cuts[0]?.line);
  for (const [index, { title, line }] of cuts.entries()) add(title, line + 1, cuts[index + 1]?.line);
  return { title: title?.title, chapters };
}

function headingsOf(lines: string[]): Heading[] {
  const headings: Heading[] = [];
  let fence: string | null = null;
  for (const [line, text] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    const heading = fence === null ? /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(text) : null;
    if (heading?.[1] && heading[2]) headings.push({ rank: heading[1].length, title: heading[2], line });
  }
  return headings;
}
