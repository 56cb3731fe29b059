import { keepArtifact } from "@/jobs/artifacts";
import type { RunContext } from "@/jobs/define-job";
import { packZip } from "./pack-zip";
import { actingFor, findOwnEdition, findOwnTrash, getAccount } from "./queries";
import { type FileToZip, markdownFiles } from "./write/markdown";

type Context = RunContext<object, "collect" | "write" | "pack">;

const readMe = `This is what you have made and chosen on Inkwire.

stories/      a folder for each story, drafts and those in the trash too: story.md says what it is, chapters/ holds the
              text as you wrote it, with your notes before and after it at the top. Such a folder can be imported again, here or
              wherever Markdown is read.
trash/        the chapters that you have put in the trash, in a folder of the same kind for each story that they are from.
account.json  your profile; series and reading lists in their order; polls, and your answers to those of others; whom and what
              you follow; what you have read, and how far; your comments, kudos, saved stories and searches; stories that you
              write with others; what you have hidden, whom you have blocked or muted, content limits, and settings.
`;

/** Text and data are read at one moment each; what is written meanwhile may be in it or not. */
export async function runAccountExport({ id, ownerId, report, signal }: Context) {
  await report.stage("collect");
  const actor = await actingFor(ownerId);
  const { avatar, ...account } = await getAccount(actor);
  const { stories } = account;
  for (const story of stories) report.item({ key: story.id, label: story.title, state: "waiting" });
  report.log(`${count(stories.length, "story", "stories")}, ${count(account.comments.length, "comment", "comments")}`);

  await report.stage("write");
  const encode = (text: string) => new TextEncoder().encode(text);
  const files: Record<string, FileToZip> = {
    "README.txt": encode(readMe),
    "account.json": encode(`${JSON.stringify(account, null, 2)}\n`),
  };
  if (avatar) files["portrait.webp"] = [avatar.bytes, { level: 0 }];
  for (const [index, story] of stories.entries()) {
    signal.throwIfAborted();
    const edition = await findOwnEdition(actor, story.id);
    const trash = await findOwnTrash(actor, story.id);
    for (const [path, file] of Object.entries(markdownFiles(edition))) files[`stories/${path}`] = file;
    for (const [path, file] of Object.entries(trash ? markdownFiles(trash) : {})) files[`trash/${path}`] = file;
    const { length } = edition.chapters;
    report.item({ key: story.id, state: "done", message: count(length, "chapter", "chapters") });
    report.progress((index + 1) / stories.length, story.title);
  }

  await report.stage("pack");
  const bytes = await packZip(files, signal, (fraction) => report.progress(fraction));
  const file = `inkwire-${actor.handle}.zip`;
  await keepArtifact(id, { name: file, type: "application/zip", bytes });
  report.log(
    `${file}: ${count(Object.keys(files).length, "file", "files")}, ${bytes.length.toLocaleString("en")} bytes`,
  );
  return { file, stories: stories.length, words: stories.reduce((sum, { words }) => sum + words, 0) };
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
