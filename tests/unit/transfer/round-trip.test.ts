import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStory } from "@/modules/story/markdown";
import type { Picture } from "@/modules/transfer/book";
import { readFile } from "@/modules/transfer/read/file";
import { textOf } from "@/modules/transfer/read/html";
import type { EditionChapter } from "@/modules/transfer/write/edition";
import { writeEpub } from "@/modules/transfer/write/epub";
import { writeHtml } from "@/modules/transfer/write/html";
import { writeMarkdown } from "@/modules/transfer/write/markdown";
import { edition } from "../../support/edition";

const address = "/pictures/01890000-0000-7000-8000-000000000001";
const picture: Picture = { key: "1", type: "image/png", bytes: Buffer.from("89504e470d0a1a0a0000", "hex") };

const formats = [
  ["epub", writeEpub],
  ["zip", writeMarkdown],
  ["html", writeHtml],
] as const;

async function importAgain(name: string, bytes: Uint8Array) {
  const [book] = await readFile(name, bytes);
  return { ...book, chapters: book?.chapters.filter(({ included }) => included) ?? [] };
}

/** Letters, spaces, signs of Markdown, HTML and XML, and what breaks naive writers. */
const words = fc.stringMatching(/^[a-zé“”—]{1,8}( [a-z&<>*_`[\]~#|\\!]{1,6}[a-z]{1,4}){0,6}$/);
const paragraph = fc.oneof(
  words,
  words.map((text) => `*${text.replaceAll(/[*_`[\]\\<>]/g, "x")}* and **more**`),
  fc.tuple(words, words).map(([a, b]) => `> ${a}\\\n> ${b}`),
  fc.constant("* * *"),
);
const notes = fc.oneof(fc.constant(""), paragraph);
const chapter = fc.record({
  title: fc.stringMatching(/^[A-Z][a-z&<>"' ]{0,10}[a-z]$/),
  body: fc
    .array(paragraph, { minLength: 1, maxLength: 6 })
    .map((paragraphs) => [...paragraphs, "The end."].join("\n\n")),
  notesBefore: notes,
  notesAfter: notes,
});

test.each(formats)("what is exported as %s is imported with the same titles and text", async (ending, write) => {
  await fc.assert(
    fc.asyncProperty(fc.array(chapter, { minLength: 2, maxLength: 4 }), async (chapters) => {
      const again = await importAgain(`tides.${ending}`, write(edition(chapters)));
      expect(again).toMatchObject({ title: "Tides", author: "Ana", language: "en", blurb: "Slow water." });
      const shape = ({ title, body, notesBefore = "", notesAfter = "" }: Partial<EditionChapter>) =>
        [title ?? "", ...[notesBefore, body ?? "", notesAfter].map((text) => textOf(parseStory(text)))].map((text) =>
          text.replaceAll(/\s+/g, " ").trim(),
        );
      expect(again.chapters.map(shape)).toEqual(chapters.map(shape));
    }),
    { numRuns: 25 },
  );
});

const rich = `Sloped.[^1]\n\n[^1]: Into a *hill*.\n\n![A map](${address})\n\n- [x] done\n- left\n\n| a | b |\n|:-|-:|\n| 1 | 2 |`;

test.each(formats)("as %s, notes stay notes and pictures come along", async (ending, write) => {
  const bytes = write(
    edition(
      [
        { title: "One", body: rich },
        { title: "Two", body: "More." },
      ],
      { pictures: new Map([[address, picture]]) },
    ),
  );
  const again = await importAgain(`tides.${ending}`, bytes);
  expect(again.chapters[0]?.body).toContain("Sloped.[^1]\n\n[^1]: Into a *hill*.");
  expect(again.chapters[0]?.body).toContain("![A map](picture:1)");
  expect(again.pictures).toEqual([{ ...picture, bytes: expect.anything() }]);
  expect(Buffer.from(again.pictures?.[0]?.bytes ?? [])).toEqual(picture.bytes);
});

test.each(formats)(
  "as %s, the author's notes come back as such, with their own footnotes and pictures",
  async (ending, write) => {
    const chapters = [
      {
        title: "One",
        body: "Rain.[^1]\n\n[^1]: Cold.",
        notesBefore: `# Warm\n\n${rich}`,
        notesAfter: "Until *soon*.\n\n---",
      },
      { title: "Two", body: "Sun.[^1]\n\n[^1]: Hot.", notesAfter: "Thanks.[^1]\n\n[^1]: To *all*." },
      { title: "", body: "", notesBefore: "Nothing yet: wait." },
    ];
    const again = await importAgain(
      `tides.${ending}`,
      write(edition(chapters, { pictures: new Map([[address, picture]]) })),
    );
    expect(again.pictures).toHaveLength(1);
    const [one, two, three] = again.chapters;
    expect(one?.notesBefore).toMatch(/Warm\n\nSloped\.\[\^\d\]\n\n[\s\S]*\[\^\d\]: Into a \*hill\*\./);
    expect(one?.notesBefore).toContain("![A map](picture:1)");
    expect(one?.body).toMatch(/^Rain\.\[\^(\d)\]\n\n\[\^\1\]: Cold\.$/);
    expect(one?.notesAfter).toMatch(/^Until \*soon\*\.\n\n(?:---|\* \* \*)$/);
    expect(two?.notesBefore).toBeUndefined();
    expect(two?.body).toMatch(/^Sun\.\[\^(\d)\]\n\n\[\^\1\]: Hot\.$/);
    expect(two?.notesAfter).toMatch(/^Thanks\.\[\^(\d)\]\n\n\[\^\1\]: To \*all\*\.$/);
    expect(three).toMatchObject({ body: "", notesBefore: "Nothing yet: wait." });
  },
);

test("as Markdown, notes come back to the letter", async () => {
  const about = fc.record({ notesBefore: fc.string({ unit: "grapheme" }), notesAfter: fc.string() });
  await fc.assert(
    fc.asyncProperty(about, async (notes) => {
      const again = await importAgain("tides.zip", writeMarkdown(edition([{ title: "", body: "Text.", ...notes }])));
      const { notesBefore = "", notesAfter = "" } = again.chapters[0] ?? {};
      expect({ notesBefore, notesAfter }).toEqual(notes);
    }),
    { numRuns: 50 },
  );
});

test.each(formats)("as %s, headings within a chapter stay within it", async (ending, write) => {
  const joined = "A light.\n\n## The second \\*night\n\nDark.\n\n## The third\n\nMorning.";
  const chapters = [
    { title: "One", body: joined },
    { title: "Two", body: "More." },
  ];
  for (const given of [chapters, chapters.slice(0, 1)]) {
    const again = await importAgain(`tides.${ending}`, write(edition(given)));
    expect(
      again.chapters.map(({ title, body }) => [title, textOf(parseStory(body)).replaceAll(/\s+/g, " ").trim()]),
    ).toEqual(given.map(({ title, body }) => [title, textOf(parseStory(body)).replaceAll(/\s+/g, " ").trim()]));
  }
});

test.each(formats)(
  "a story in one piece without a title for it comes back as %s in one piece without one",
  async (ending, write) => {
    const again = await importAgain(`tides.${ending}`, write(edition([{ title: "", body: "All of it." }])));
    expect(again.chapters).toEqual([{ title: "", body: "All of it.", included: true }]);
  },
);

test("the same edition is the same file", () => {
  const twice = [0, 1].map(() => Buffer.from(writeEpub(edition([{ title: "One", body: rich }]))).toString("base64"));
  expect(twice[0]).toBe(twice[1]);
});

test.each(formats)("as %s, genre, rating, warnings and tags come back", async (ending, write) => {
  const about = {
    genre: "fantasy",
    rating: "explicit" as const,
    warnings: ["Violence", 'Loss: of a "child" & <more>'],
    tags: ["found family", "fiction", "x"],
  };
  const bytes = write(edition([{ title: "One", body: "Text." }], about));
  expect(await importAgain(`tides.${ending}`, bytes)).toMatchObject({ ...about, blurb: "Slow water." });
  if (ending === "html") {
    const note = "Rating: Explicit · Contains: Violence, Loss: of a &quot;child&quot; &amp; &lt;more>";
    expect(Buffer.from(bytes).toString()).toContain(note);
  }
});

test("what we do not know is left out, and what other files say in words of their own is none of ours", async () => {
  const strange = `---\ntitle: Tides\ngenre: western\nrating: XXX\nwarnings: [Violence, "", ${"x".repeat(61)}]\n---\n\nText.`;
  const again = await importAgain("tides.md", Buffer.from(strange));
  expect(again).toMatchObject({ title: "Tides", genre: undefined, rating: undefined, warnings: ["Violence"] });

  const page = '<title>Tides</title><meta name="rating" content="mature"><meta name="keywords" content="buy"><p>Text.';
  const [other] = await readFile("tides.html", Buffer.from(page));
  expect(other).toMatchObject({ title: "Tides", tags: [] });
  expect(other).not.toHaveProperty("rating");
});
