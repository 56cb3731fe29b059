import { keepArtifact } from "@/jobs/artifacts";
import { JobFailure, type RunContext } from "@/jobs/define-job";
import { countWords } from "@/modules/story/schema";
import { writeFile } from "./make-file";
import { actingFor, findEdition } from "./queries";
import { readFile } from "./read/file";
import type { ExportFormat } from "./schema";

type Context = RunContext<{ storyId: string; format: ExportFormat }, "collect" | "write" | "check">;

export async function runExport({ id, ownerId, input, report, signal }: Context) {
  await report.stage("collect");
  const edition = await findEdition(await actingFor(ownerId), input.storyId);
  report.log(`${edition.chapters.length} chapters, ${edition.pictures.size} pictures`);

  await report.stage("write");
  signal.throwIfAborted();
  const made = writeFile(edition, input.format);
  const { name: file, bytes } = made;

  await report.stage("check");
  signal.throwIfAborted();
  const [again] = await readFile(file, bytes);
  const chapters = again?.chapters.filter(({ included, body }) => included && body.trim()) ?? [];
  const written = edition.chapters.filter(({ body }) => body.trim());
  if (chapters.length < written.length) {
    throw new JobFailure(
      `The file holds ${chapters.length} of ${written.length} chapters.`,
      "Try another format, and tell us.",
    );
  }
  await keepArtifact(id, made);
  report.log(`${file}: ${bytes.length.toLocaleString("en")} bytes, read back complete`);
  return { file, chapters: written.length, words: written.reduce((sum, { body }) => sum + countWords(body), 0) };
}
