import mammoth from "mammoth";
import { type Book, UnreadableFile } from "../book";
import { Archive, decode } from "./archive";
import { readEpub } from "./epub";
import { resolvePath } from "./epub-package";
import { nameWithoutEnding, readMarkdown, splitFrontMatter } from "./markdown";
import { readPage } from "./page";
import { Pictures } from "./picture";
import { readPlainText } from "./plain-text";

/** What can be imported, for file pickers and messages. */
export const importable = [".epub", ".docx", ".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".zip"] as const;
const accepted = "EPUB, DOCX, Markdown, HTML, plain text, or a zip of them";

const endingOf = (name: string) => /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;
const byNumber = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

export interface ReadOptions {
  /** Told how many of the pages have been read, and of which. */
  onProgress?: (done: number, total: number, what: string) => void;
  /** Set while the files of a zip are read. */
  inside?: boolean;
}

/**
 * Reads a file into the stories that it holds: one, but for a zip of several. What it is, its first bytes say, not its name.
 * @throws UnreadableFile naming the file and the reason.
 */
export async function readFile(name: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<Book[]> {
  if (bytes.length === 0) throw new UnreadableFile(name, "it is empty.");
  const books = await read(name, bytes, options);
  if (!books.some(({ chapters }) => chapters.length > 0)) throw new UnreadableFile(name, "there is no text in it.");
  return books;
}

async function read(name: string, bytes: Uint8Array, options: ReadOptions): Promise<Book[]> {
  if (startsWith(bytes, "PK\u0003\u0004") || startsWith(bytes, "PK\u0005\u0006")) return readZip(name, bytes, options);
  const ending = endingOf(name);
  if (["epub", "docx", "zip"].includes(ending)) {
    throw new UnreadableFile(
      name,
      `its name says ${ending.toUpperCase()}, but its content is something else or damaged.`,
    );
  }
  if (startsWith(bytes, "%PDF")) throw new UnreadableFile(name, `it is a PDF. Accepted are ${accepted}.`);
  if (startsWith(bytes, "\u00d0\u00cf\u0011\u00e0")) {
    throw new UnreadableFile(name, "it is an old Word file (.doc). Save it as .docx and try again.");
  }
  if (startsWith(bytes, "{\\rtf")) throw new UnreadableFile(name, "it is RTF. Save it as .docx and try again.");
  const text = decode(bytes);
  if (isBinary(text)) throw new UnreadableFile(name, `it is not a text. Accepted are ${accepted}.`);
  if (["html", "htm", "xhtml"].includes(ending) || /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b/i.test(text)) {
    return [await readPage(name, text)];
  }
  if (["md", "markdown", "mdown"].includes(ending)) return [readMarkdown(name, text)];
  return [readPlainText(name, text)];
}

/** Control characters that no text has, in more than one place in a hundred. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 10_000);
  const odd = [...sample].filter(
    (character) => character === "\ufffd" || (character < " " && !"\n\t\f".includes(character)),
  );
  return odd.length > sample.length / 100;
}

async function readZip(name: string, bytes: Uint8Array, { onProgress, inside }: ReadOptions): Promise<Book[]> {
  const archive = await Archive.open(name, bytes);
  if (archive.has("META-INF/container.xml") || archive.has("mimetype")) return [await readEpub(archive, onProgress)];
  if (archive.has("word/document.xml")) return [await readDocx(name, bytes)];
  if (inside) throw new UnreadableFile(name, "it is a zip inside a zip.");
  const paths = archive.paths
    .filter(
      (path) =>
        !/(?:^|\/)(?:__MACOSX\/|\.)/.test(path) && importable.some((ending) => path.toLowerCase().endsWith(ending)),
    )
    .sort(byNumber);
  if (paths.length === 0) throw new UnreadableFile(name, `nothing in it can be imported. Accepted are ${accepted}.`);
  const books: Book[] = [];
  const taken = new Set<string>();
  for (const path of paths) {
    const listed = path.endsWith(".md") ? await readListed(archive, path) : null;
    if (!listed) continue;
    books.push(listed.book);
    for (const one of [path, ...listed.paths]) taken.add(one);
  }
  for (const [index, path] of paths.entries()) {
    onProgress?.(index, paths.length, path);
    if (!taken.has(path)) books.push(...(await readFile(path, await archive.read(path), { inside: true })));
  }
  return books;
}

/** A story whose front matter lists the files of its chapters, as our own export writes it. */
async function readListed(archive: Archive, path: string): Promise<{ book: Book; paths: string[] } | null> {
  const { about } = splitFrontMatter(await archive.text(path));
  if (!about.chapters) return null;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const paths = about.chapters.map((chapter) => folder + chapter);
  const pictures = new Pictures();
  const chapters = [];
  for (const chapterPath of paths) {
    const { about, body } = splitFrontMatter(await archive.text(chapterPath));
    const bring = (text: string) => bringPictures(archive, chapterPath, text, pictures);
    chapters.push({
      title: about.title ?? "",
      body: await bring(body.trimEnd()),
      ...(about.notesBefore && { notesBefore: await bring(about.notesBefore) }),
      ...(about.notesAfter && { notesAfter: await bring(about.notesAfter) }),
      included: true,
    });
  }
  const { title = nameWithoutEnding(path), author = null, language = null, blurb = "", tags = [] } = about;
  const { genre, rating, warnings } = about;
  return {
    book: { title, author, language, blurb, tags, genre, rating, warnings, chapters, pictures: pictures.all },
    paths,
  };
}

/** Points pictures that lie in the archive to themselves; what is not there stays as written. */
async function bringPictures(archive: Archive, path: string, text: string, pictures: Pictures): Promise<string> {
  let brought = text;
  for (const [, source] of text.matchAll(/!\[[^\]\n]*\]\(([^()\s]+)\)/g)) {
    const target = source ? resolvePath(path, source) : null;
    if (!source || !target || !archive.has(target.path)) continue;
    const url = await pictures.add(target.path, () => archive.read(target.path));
    if (url) brought = brought.replaceAll(`](${source})`, `](${url})`);
  }
  return brought;
}

/** Word's title stands above its headings. */
const wordStyles = ["Title", "Heading 1", "Heading 2", "Heading 3"].map(
  (style, index) => `p[style-name='${style}'] => h${index + 1}:fresh`,
);

async function readDocx(name: string, bytes: Uint8Array): Promise<Book> {
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { styleMap: wordStyles });
    return await readPage(name, value);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(name, "it is damaged, or no Word document.");
  }
}
