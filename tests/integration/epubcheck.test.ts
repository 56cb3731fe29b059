import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { genre } from "@/modules/story/schema";
import type { Picture } from "@/modules/transfer/book";
import { writeEpub } from "@/modules/transfer/write/epub";
import { edition } from "../support/edition";

const folder = mkdtempSync(path.join(tmpdir(), "inkwire-epub-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What EPUBCheck (https://www.w3.org/publishing/epubcheck/) has to say: every message of whatever severity. */
async function judge(bytes: Uint8Array): Promise<string[]> {
  const file = path.join(folder, "book.epub");
  writeFileSync(file, bytes);
  // Debian's package is a jar that only binfmt can run by its name. So short a run is half the work with quick compiling only.
  const { stdout, stderr } = await promisify(execFile)("java", [
    ...["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"],
    ...["-jar", "/usr/bin/epubcheck", file],
  ]).catch((failed: { stdout: string; stderr: string }) => failed);
  expect(stdout).toContain("EPUBCheck completed");
  return `${stdout}\n${stderr}`.split("\n").filter((line) => /^(?:FATAL|ERROR|WARNING|INFO|USAGE)\b/.test(line));
}

const address = "/pictures/01890000-0000-7000-8000-000000000001";
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture: Picture = { key: "1", type: "image/png", bytes: png };

/** Whatever Markdown, and writers, can do. */
const everything = `# A heading

“Dialogue—” with *italics*, **bold**, ~~gone~~ and \`code\`. A [link](https://example.org/?a=1&b=2) and <https://example.org>.

## Another & < > one

> A quote\\
> in two lines

* * *

- [x] done
- [ ] not done
  1. deeper
  2. still

| left | middle | right |
|:-----|:------:|------:|
| 1 | 2 | 3 |

![A map](${address}) and one that is [not ours](https://example.org/x.png) ![elsewhere](https://example.org/x.png)

Sloped.[^1] Again.[^1] And another.[^note]

[^1]: Into a *hill*.
[^note]: Two paragraphs.

    The second.

<script>alert(1)</script> <sigh> &nbsp; &amp; \u0001 \ufffe 🖋️ \ud83d

#### Skipped a level

\`\`\`js
const x = "<p>";
\`\`\`
`;

test("an export with everything in it passes EPUBCheck without a word", async () => {
  const bytes = writeEpub(
    edition(
      [
        { title: "One & <two>", body: everything, notesBefore: everything, notesAfter: everything },
        { title: "", body: everything },
        { title: "Three", body: "" },
      ],
      {
        title: 'Tides & "Storms" <1>',
        author: "Ana & Ben \u0007",
        blurb: "<b>Slow</b> & deep ]]>",
        tags: ["sea & sky", "<x>"],
        rating: "mature",
        warnings: ["Blood & <gore>", "Loss \u0007"],
        pictures: new Map([[address, picture]]),
      },
    ),
  );
  expect(await judge(bytes)).toEqual([]);
}, 180_000);

test("so do drawn covers, under a name that is long and awkward", async () => {
  const judged = genre.options.slice(0, 3).map((one, index) => {
    const about = {
      genre: one,
      coverSeed: index * 7_919,
      title: `A rather long title & more of it for ${one}`,
      blurb: "",
    };
    return writeEpub(edition([{ title: "", body: "Text." }], about));
  });
  for (const bytes of judged) expect(await judge(bytes)).toEqual([]);
}, 180_000);
