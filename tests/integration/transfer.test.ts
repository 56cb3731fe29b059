import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { JobView } from "@/modules/job/schema";
import { actingFor, findEdition } from "@/modules/transfer/queries";
import { readFile } from "@/modules/transfer/read/file";
import { type App, startApp } from "../support/app";
import { epubOf } from "../support/epub";
import { eventually } from "../support/eventually";
import { hold } from "../support/hold";
import type { Person } from "../support/people";

// So that files of a size for tests come to it.
vi.mock("@/modules/transfer/schema", async (original) => ({
  ...(await original<object>()),
  mostUploaded: 2 * 1024 ** 2,
}));

let app: App;
let owner: Person;
let stranger: Person;

beforeAll(async () => {
  app = await startApp();
  [owner, stranger] = await Promise.all([app.member(), app.member()]);
});
afterAll(() => app[Symbol.asyncDispose]());

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const book = epubOf(
  3,
  [
    { path: "i.xhtml", body: "<p>Printed by us.</p>", toc: [["Imprint"]] },
    {
      path: "a.xhtml",
      body: `<h2>One</h2><p>It <i>was</i> so.</p><p><img src="m.png" alt="A map"/></p>`,
      toc: [["One"]],
    },
    { path: "b.xhtml", body: "<h2>Two</h2><p>Then.</p><p>And then.</p>", toc: [["Two"]] },
    { path: "c.xhtml", body: "<h2>Three</h2><p>The end.</p>", toc: [["Three"]] },
  ],
  { "OPS/m.png": png },
);

async function upload(person: Person, name: string, bytes: Uint8Array): Promise<string> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], name));
  return (await person.api.transfer.upload.mutate(form as never)).id;
}

async function finished(person: Person, { id }: { id: string }): Promise<JobView> {
  let view: JobView | undefined;
  await eventually("the job is over", async () => {
    view = await person.api.job.byId.query({ id });
    return view.endedAt !== null;
  });
  return view as JobView;
}

test("a book is read, looked through, arranged and kept, once", async () => {
  const uploadId = await upload(owner, "book.epub", book);
  await expect(stranger.api.transfer.import.mutate({ uploadId })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
  const job = await finished(owner, await owner.api.transfer.import.mutate({ uploadId }));
  expect(job).toMatchObject({
    state: "succeeded",
    result: { stories: 1, chapters: 3, href: `/studio/import/${job.id}` },
  });
  expect(job.stages.every(({ endedAt }) => endedAt)).toBe(true);
  expect(await owner.api.story.mine.query({})).toMatchObject({ items: [] });

  const { books } = await owner.api.transfer.imported.query({ id: job.id });
  expect(books[0]?.chapters.map(({ title, included }) => [title, included])).toEqual([
    ["Imprint", false],
    ["One", true],
    ["Two", true],
    ["Three", true],
  ]);
  const two = books[0]?.chapters[2]?.body ?? "";
  const arranged = {
    id: job.id,
    books: [
      {
        book: 0,
        title: "My book",
        chapters: [
          { title: "First", pieces: [{ chapter: 1 }] },
          { title: "Two, part one", pieces: [{ chapter: 2, to: two.indexOf("And") }] },
          {
            title: "The rest",
            pieces: [
              { chapter: 2, from: two.indexOf("And") },
              { chapter: 3, heading: "3. *Three*" },
            ],
          },
        ],
      },
    ],
  };
  const [kept, again] = await Promise.all([
    owner.api.transfer.keep.mutate(arranged),
    owner.api.transfer.keep.mutate(arranged),
  ]);
  expect(again).toEqual(kept);
  const { items } = await owner.api.story.mine.query({});
  expect(items).toMatchObject([{ title: "My book", status: "draft" }]);
  const { chapters } = await owner.api.chapter.outline.query({ storyId: items[0]?.id ?? "" });
  const texts = await Promise.all(chapters.map(({ id }) => owner.api.chapter.manuscript.query({ id })));
  expect(texts.map(({ title, body }) => [title, body])).toEqual([
    ["First", expect.stringMatching(/^It \*was\* so\.\n\n!\[A map\]\(\/pictures\/[\da-f-]{36}\)$/)],
    ["Two, part one", "Then."],
    ["The rest", "And then.\n\n## 3\\. \\*Three\\*\n\nThe end."],
  ]);
});

test("of one's files a day's worth is kept, however many come at once, and one hears when there is little room left", async () => {
  const person = await app.member();
  const bytes = new Uint8Array(900_000).fill(97);
  const outcomes = await Promise.allSettled(["a.txt", "b.txt", "c.txt"].map((name) => upload(person, name, bytes)));
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({
    message: expect.stringMatching(/more than the 2 MB that we keep\. Try again in 24 hours\.$/),
    data: { reason: "rate_limited", details: { retryAfterSeconds: expect.any(Number) } },
  });
  await upload(person, "d.txt", bytes.subarray(0, 100_000));
  const { items } = await person.api.notification.list.query({ type: "usage.alert" });
  expect(items).toMatchObject([{ subject: "uploads", occurrences: 1, data: { percent: 85, href: "/studio/import" } }]);
  await upload(stranger, "d.txt", bytes);
});

test.each(["epub", "markdown", "html"] as const)(
  "what is exported as %s is whole, and read again the same",
  async (format) => {
    const uploadId = await upload(owner, "book.epub", book);
    const { id } = await finished(owner, await owner.api.transfer.import.mutate({ uploadId }));
    const pieces = [1, 2, 3].map((chapter) => ({ title: `Chapter ${chapter}`, pieces: [{ chapter }] }));
    const { stories } = await owner.api.transfer.keep.mutate({
      id,
      books: [{ book: 0, title: "My book", chapters: pieces }],
    });
    const storyId = stories[0]?.id ?? "";
    const held = await hold(app.databaseUrl, "JobArtifact", "SHARE"); // the first is not over when the second comes
    const [one, same] = await Promise.all([
      owner.api.transfer.export.mutate({ storyId, format }),
      owner.api.transfer.export.mutate({ storyId, format }),
    ]);
    await held[Symbol.asyncDispose]();
    expect(same.id).toBe(one.id);
    const job = await finished(owner, one);
    expect(job).toMatchObject({ state: "succeeded", artifacts: [{ name: expect.stringMatching(/^my-book/) }] });
    await expect(stranger.api.transfer.export.mutate({ storyId, format })).rejects.toMatchObject({
      data: { reason: "not_found" },
    });
    const { rows } = await sql(`SELECT name, bytes FROM "JobArtifact" WHERE "jobId" = $1`, [job.id]);
    const [again] = await readFile(rows[0].name, rows[0].bytes);
    expect(again).toMatchObject({ title: "My book", pictures: [{ type: "image/png" }] });
    expect(again?.chapters.filter(({ included }) => included).map(({ title }) => title)).toEqual([
      "Chapter 1",
      "Chapter 2",
      "Chapter 3",
    ]);
  },
);

test("a reader has what is up as a file; of a story that its author keeps here nothing, also when it was asked for before", async () => {
  const { id: storyId } = await owner.api.story.create.mutate({
    title: "For all",
    chapters: [
      { body: "For readers.", notesBefore: "Hello, all." },
      { body: "Kept back.", notesAfter: "A secret.", draft: true },
    ],
  });
  const { version } = await owner.api.story.publish.mutate({ id: storyId });
  const job = await finished(stranger, await stranger.api.transfer.export.mutate({ storyId, format: "html" }));
  const { rows } = await sql(`SELECT name, bytes FROM "JobArtifact" WHERE "jobId" = $1`, [job.id]);
  const text = String(rows[0].bytes);
  const holds = (...words: string[]) => words.map((some) => text.includes(some));
  expect(holds("For readers.", "Hello, all.", "Kept back.", "A secret.")).toEqual([true, true, false, false]);

  await owner.api.story.update.mutate({ id: storyId, version, downloads: "nobody" });
  await expect(stranger.api.transfer.export.mutate({ storyId, format: "epub" })).rejects.toMatchObject({
    data: { reason: "forbidden" },
  });
  const { id } = await finished(owner, await owner.api.transfer.export.mutate({ storyId, format: "html" }));
  const own = await sql(`SELECT bytes FROM "JobArtifact" WHERE "jobId" = $1`, [id]);
  expect(String(own.rows[0].bytes)).toContain("Kept back.");
  await expect(findEdition(await actingFor(stranger.id), storyId)).rejects.toMatchObject({ code: "forbidden" });
});

test("a broken file fails at once, with its name, the reason and what to do", async () => {
  const uploadId = await upload(owner, "cut.epub", book.subarray(0, book.length / 2));
  const job = await finished(owner, await owner.api.transfer.import.mutate({ uploadId }));
  expect(job).toMatchObject({
    state: "failed",
    error: {
      stage: "read",
      reason: "“cut.epub” cannot be imported: it is damaged or not a zip file.",
      next: expect.stringMatching(/./),
    },
  });
});

test("what a file says of its story, and its notes, are kept with it", async () => {
  const about = "genre: fantasy\nrating: explicit\nwarnings: [Violence]\nnotesBefore: Hello.\nnotesAfter: Bye.";
  const job = await finished(
    owner,
    await owner.api.transfer.import.mutate({ text: `---\n${about}\n---\n\n## One\n\nA.\n\nB.\n\n## Two\n\nC.` }),
  );
  const { stories } = await owner.api.transfer.keep.mutate({
    id: job.id,
    books: [
      {
        book: 0,
        title: "Marked",
        chapters: [
          { title: "One", pieces: [{ chapter: 0, to: 2 }] },
          { title: "Two", pieces: [{ chapter: 0, from: 2 }, { chapter: 1 }] },
        ],
      },
    ],
  });
  const { rows } = await sql(
    `SELECT genre, rating, warnings, c.title, body, "notesBefore", "notesAfter"
     FROM "Story" s JOIN "Chapter" c ON c."storyId" = s.id WHERE s.id = $1 ORDER BY position`,
    [stories[0]?.id],
  );
  const marked = { genre: "fantasy", rating: "explicit", warnings: ["Violence"] };
  expect(rows).toEqual([
    { ...marked, title: "One", body: "A.", notesBefore: "Hello.", notesAfter: "" },
    { ...marked, title: "Two", body: "B.\n\nC.", notesBefore: "", notesAfter: "Bye." },
  ]);
});

test("a pasted text is read like a file", async () => {
  const job = await finished(
    owner,
    await owner.api.transfer.import.mutate({ text: "# Tides\n\n## One\n\nA.\n\n## Two\n\nB." }),
  );
  const { books } = await owner.api.transfer.imported.query({ id: job.id });
  expect(books).toMatchObject([{ title: "Tides", chapters: [{ title: "One" }, { title: "Two" }] }]);
  await owner.api.transfer.discard.mutate({ id: job.id });
  await expect(owner.api.transfer.imported.query({ id: job.id })).rejects.toMatchObject({
    data: { reason: "not_found" },
  });
});

async function sql(text: string, values: unknown[]) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}
