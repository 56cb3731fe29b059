import { keepArtifact } from "@/jobs/artifacts";
import { JobFailure, type RunContext } from "@/jobs/define-job";
import { countWords } from "@/modules/story/schema";
import { actingFor, findEdition } from "./queries";
import { readFile } from "./read/file";
import type { ExportFormat } from "./schema";
import type { Edition } from "./write/edition";
import { writeEpub } from "./write/epub";
import { writeHtml } from "./write/html";
import { writeMarkdown } from "./write/markdown";

type Context = RunContext<{ storyId: string; format: ExportFormat }, "collect" | "write" | "check">;

const writers: Record<ExportFormat, { write: (edition: Edition) => Uint8Array; ending: string; type: string }> = {
  epub: { write: writeEpub, ending: "epub", type: "application/epub+zip" },
  markdown: { write: writeMarkdown, ending: "zip", type: "application/zip" },
  html: { write: writeHtml, ending: "html", type: "text/html; charset=utf-8" },
};

export async function runExport({ id, ownerId, input, report, signal }: Context) {
  await report.stage("collect");
  const edition = await findEdition(await actingFor(ownerId), input.storyId);
  report.log(`${edition.chapters.length} chapters, ${edition.pictures.size} pictures`);

  await report.stage("write");
  signal.throwIfAborted();
  const { write, ending, type } = writers[input.format];
  const bytes = write(edition);

  await report.stage("check");
  signal.throwIfAborted();
  const file = `${edition.slug}.${ending}`;
  const [again] = await readFile(file, bytes);
  const chapters = again?.chapters.filter(({ included }) => included) ?? [];
  const written = edition.chapters.filter(({ body }) => body.trim());
  if (chapters.length < written.length) {
    throw new JobFailure(
      `The file holds ${chapters.length} of ${written.length} chapters.`,
      "Try another format, and tell us.",
    );
  }
  await keepArtifact(id, { name: file, type, bytes });
  report.log(`${file}: ${bytes.length.toLocaleString("en")} bytes, read back complete`);
  return { file, chapters: written.length, words: written.reduce((sum, { body }) => sum + countWords(body), 0) };
}
