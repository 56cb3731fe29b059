import { strToU8, zipSync } from "fflate";
import { stringify } from "yaml";
import { type Edition, pictureFile } from "./edition";

/** What is compressed already is stored as it is. */
export type FileToZip = Uint8Array | [Uint8Array, { level: 0 }];

const withFrontMatter = (about: Record<string, unknown>, body: string) =>
  strToU8(`---\n${stringify(about, { lineWidth: 0 })}---\n\n${body}\n`);

/** The story as a folder of Markdown files in a zip. Importing it gives the same story. */
export const writeMarkdown = (edition: Edition): Uint8Array =>
  zipSync(markdownFiles(edition), { level: 6, mtime: modifiedAt(edition) });

/** As a zip has it, which knows no year before 1980. */
export const modifiedAt = ({ modified }: Edition) => new Date(Math.max(Date.parse(modified), Date.UTC(1980, 0, 2)));

/** Files by their paths: `story.md` says what the story is and lists its chapters, one file each, exactly as written. */
export function markdownFiles(edition: Edition): Record<string, FileToZip> {
  const { slug, chapters, pictures } = edition;
  const files: Record<string, FileToZip> = {};
  const names = chapters.map(
    (_, index) => `chapters/${String(index + 1).padStart(String(chapters.length).length, "0")}.md`,
  );
  const local = (text: string) =>
    [...pictures].reduce((text, [address, picture]) => text.replaceAll(address, `../${pictureFile(picture)}`), text);
  for (const [index, { title, body, notesBefore, notesAfter }] of chapters.entries()) {
    const notes = {
      ...(notesBefore && { notesBefore: local(notesBefore) }),
      ...(notesAfter && { notesAfter: local(notesAfter) }),
    };
    files[`${slug}/${names[index]}`] = withFrontMatter({ title, ...notes }, local(body));
  }
  const { title, author, language, blurb, genre, tags, rating, warnings } = edition;
  files[`${slug}/story.md`] = withFrontMatter(
    { title, author, language, blurb, genre, tags, rating, warnings, chapters: names },
    blurb,
  );
  for (const picture of pictures.values()) files[`${slug}/${pictureFile(picture)}`] = [picture.bytes, { level: 0 }];
  return files;
}
