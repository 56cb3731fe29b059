import { z } from "zod";
import { defineJob } from "@/jobs/define-job";
import type { MemberActor } from "@/modules/member/actor";
import type { MadeFile } from "./make-file";
import { findEdition } from "./queries";
import { type ExportFormat, exportFormat } from "./schema";

/** Reads an uploaded file into chapters for its owner to look through; nothing is a story until they keep it. */
export const importJob = defineJob({
  kind: "import",
  input: z.object({ uploadId: z.string() }),
  result: z.object({
    /** Where to look it through. */
    href: z.string(),
    stories: z.number().int(),
    chapters: z.number().int(),
    words: z.number().int(),
  }),
  limit: { name: "import", points: 60, seconds: 60 * 60 },
  stages: [
    { id: "open", label: "Opening the file", seconds: 0.2 },
    { id: "read", label: "Reading its pages", seconds: 1 },
    { id: "pictures", label: "Bringing the pictures along", seconds: 0.3 },
    { id: "review", label: "Laying out the chapters for review", seconds: 0.2 },
  ],
  run: async (context) => (await import("./run-import")).runImport(context),
});

/** Writes a story as a file, and reads it back to see that nothing is missing. */
export const exportJob = defineJob({
  kind: "export",
  input: z.object({ storyId: z.string(), format: exportFormat }),
  result: z.object({ file: z.string(), chapters: z.number().int(), words: z.number().int() }),
  // More than anyone has to read; fewer than to carry the place away.
  limit: { name: "export", points: 30, seconds: 10 * 60 },
  stages: [
    { id: "collect", label: "Collecting the chapters", seconds: 0.1 },
    { id: "write", label: "Writing the book", seconds: 0.5 },
    { id: "check", label: "Reading it back", seconds: 0.5 },
  ],
  run: async (context) => (await import("./run-export")).runExport(context),
});

/** Packs all that a member has made here into one zip file. */
export const accountExportJob = defineJob({
  kind: "account-export",
  input: z.object({}),
  result: z.object({ file: z.string(), stories: z.number().int(), words: z.number().int() }),
  limit: { name: "account-export", points: 10, seconds: 60 * 60 },
  stages: [
    { id: "collect", label: "Collecting what is yours", seconds: 0.2 },
    { id: "write", label: "Writing your stories", seconds: 1 },
    { id: "pack", label: "Packing the file", seconds: 1 },
  ],
  run: async (context) => (await import("./run-account-export")).runAccountExport(context),
});

/** A story as a file, for jobs of other modules. @throws AppError as `findEdition` does. */
export async function makeFile(actor: MemberActor, storyId: string, format: ExportFormat): Promise<MadeFile> {
  const [edition, { writeFile }] = await Promise.all([findEdition(actor, storyId), import("./make-file")]);
  return writeFile(edition, format);
}

export async function packFiles(...args: Parameters<typeof import("./pack-zip")["packZip"]>): Promise<Uint8Array> {
  return (await import("./pack-zip")).packZip(...args);
}
