import { strToU8, type Zippable, zipSync } from "fflate";
import { stringify } from "yaml";
import { type Edition, pictureFile } from "./edition";

const withFrontMatter = (about: Record<string, unknown>, body: string) =>
  strToU8(`---\n${stringify(about)}---\n\n${body}\n`);

/**
 * The story as a folder of Markdown files in a zip: `story.md` says what it is and lists its chapters, one file each,
 * exactly as written. Importing it gives the same story.
 */
export function writeMarkdown(edition: Edition): Uint8Array {
  const { slug, chapters, pictures } = edition;
  const files: Zippable = {};
  const names = chapters.map(
    (_, index) => `chapters/${String(index + 1).padStart(String(chapters.length).length, "0")}.md`,
  );
  for (const [index, { title, body }] of chapters.entries()) {
    const local = [...pictures].reduce(
      (text, [address, picture]) => text.replaceAll(address, `../${pictureFile(picture)}`),
      body,
    );
    files[`${slug}/${names[index]}`] = withFrontMatter({ title }, local);
  }
  const { title, author, language, blurb, genre, tags, rating, warnings } = edition;
  files[`${slug}/story.md`] = withFrontMatter(
    { title, author, language, blurb, genre, tags, rating, warnings, chapters: names },
    blurb,
  );
  for (const picture of pictures.values()) files[`${slug}/${pictureFile(picture)}`] = [picture.bytes, { level: 0 }];
  return zipSync(files, { level: 6, mtime: new Date(Math.max(Date.parse(edition.modified), Date.UTC(1980, 0, 2))) });
}
