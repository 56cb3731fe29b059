import type { Book, BookChapter } from "../book";
import { escaped } from "./escaped";
import { nameWithoutEnding } from "./markdown";

const roman = "[IVXLCDM]+";
const numbers = `(?:\\d+|${roman}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`;
const named = "prologue|epilogue|preface|foreword|introduction|afterword|dedication|interlude";
const chapterLine = new RegExp(
  `^(?:(?:chapter|part|book|section)\\s+${numbers}\\b[.:—–-]?\\s*(.*)|${roman}\\.?|${numbers}\\.|(?:${named})\\b.{0,60})$`,
  "i",
);

/** What Project Gutenberg puts around a text. */
const gutenberg =
  /\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^\n]*\*\*\*([\s\S]*?)(?:\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG|$)/i;

const sceneBreak = /^(?:[*#~•·⁂-][ \t]*){1,7}$/;

/** Plain text: paragraphs with empty lines between them, or one to a line; lines such as "Chapter 2" begin chapters. */
export function readPlainText(name: string, text: string): Book {
  const inner = gutenberg.exec(text)?.[1] ?? text;
  const about = (field: string) => new RegExp(`^${field}:\\s*(.+)$`, "im").exec(text.slice(0, 2_000))?.[1]?.trim();
  const chapters: BookChapter[] = [];
  let title = "";
  let paragraphs: string[] = [];
  const end = () => {
    if (paragraphs.length > 0) chapters.push({ title, body: paragraphs.join("\n\n"), included: true });
    paragraphs = [];
  };
  for (const paragraph of paragraphsOf(inner.replace(/^\uFEFF/, ""))) {
    if (!paragraph.includes("\n") && paragraph.length <= 100 && chapterLine.test(paragraph)) {
      end();
      title = paragraph.replaceAll(/\s+/g, " ");
    } else if (sceneBreak.test(paragraph)) {
      if (paragraphs.length > 0) paragraphs.push("* * *");
    } else paragraphs.push(escaped(unwrapped(paragraph)));
  }
  end();
  return {
    title: about("Title") ?? nameWithoutEnding(name),
    author: about("Author") ?? null,
    language: null,
    blurb: "",
    tags: [],
    chapters,
    pictures: [],
  };
}

function paragraphsOf(text: string): string[] {
  const blank = /\n[ \t]*\n/;
  const pieces = blank.test(text.trim()) ? text.split(/\n[ \t]*\n+/) : text.split("\n");
  return pieces.map((piece) => piece.replace(/^\n+|\s+$/g, "").trim()).filter(Boolean);
}

/** Lines broken at a fixed width are one; short ones, such as a poem's, stay lines. */
function unwrapped(paragraph: string): string {
  const lines = paragraph.split("\n").map((line) => line.trim());
  const wrapped = lines.slice(0, -1).every((line) => line.length >= 50);
  return wrapped ? lines.join(" ") : lines.join("\\\n");
}
