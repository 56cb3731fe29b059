import type { ExportFormat } from "./schema";
import type { Edition } from "./write/edition";
import { writeEpub } from "./write/epub";
import { writeHtml } from "./write/html";
import { writeMarkdown } from "./write/markdown";

const writers: Record<ExportFormat, { write: (edition: Edition) => Uint8Array; ending: string; type: string }> = {
  epub: { write: writeEpub, ending: "epub", type: "application/epub+zip" },
  markdown: { write: writeMarkdown, ending: "zip", type: "application/zip" },
  html: { write: writeHtml, ending: "html", type: "text/html; charset=utf-8" },
};

export interface MadeFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A story as a file. */
export function writeFile(edition: Edition, format: ExportFormat): MadeFile {
  const { write, ending, type } = writers[format];
  return { name: `${edition.slug}.${ending}`, type, bytes: write(edition) };
}
