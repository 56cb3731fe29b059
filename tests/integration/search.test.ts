import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Genre } from "@/modules/story/schema";
import { type App, startApp } from "../support/app";
import { hold } from "../support/hold";
import type { Person } from "../support/people";

let app: App;
let author: Person;
let sql: pg.Client;

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
  sql = new pg.Client({ connectionString: app.databaseUrl });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await app[Symbol.asyncDispose]();
});

/** A word that is in no other story; its end is one that English stemming leaves alone. */
const word = () => {
  const letters = randomUUID()
    .replace(/\W/g, "")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "");
  return `q${letters.slice(0, 18)}x`;
};

interface Details {
  title?: string;
  blurb?: string;
  tags?: string[];
  warnings?: string[];
  genre?: Genre;
  rating?: "general" | "teen" | "mature" | "explicit";
  progress?: "ongoing" | "complete";
  language?: string;
  by?: Person;
}

async function published(body: string | string[], { by = author, ...details }: Details = {}) {
  const chapters = [body].flat().map((text) => ({ body: text }));
  const story = await by.api.story.create.mutate({ title: "A story", ...details, chapters });
  const { version } = await by.api.story.publish.mutate({ id: story.id });
  return { ...story, version };
}

const find = (q: string, more: object = {}) => app.guest.story.search.query({ q, ...more });
const idsOf = async (q: string, more: object = {}) => (await find(q, more)).items.map(({ story }) => story.id);

test("the title weighs more than tags, tags more than the blurb, and that more than the text", async () => {
  const w = word();
  const inText = await published(`There was a ${w}.`);
  const inBlurb = await published("A text.", { blurb: `Of a ${w}.` });
  const inTags = await published("A text.", { tags: [w] });
  const inTitle = await published("A text.", { title: `The ${w}` });
  expect(await idsOf(w)).toEqual([inTitle.id, inTags.id, inBlurb.id, inText.id]);
});

test("words are found across title, author and text, in any inflection, with and without accents", async () => {
  const w = word();
  const story = await published(`The lanterns were swinging over the café ${w}.`, { title: "Harbour lights" });
  for (const q of [`lantern swing ${w}`, `HARBOUR ${w}`, `cafe ${w}`, `${author.handle} ${w}`, `"harbour lights" ${w}`])
    expect(await idsOf(q), q).toEqual([story.id]);
  expect(await idsOf(`"lights harbour" ${w}`)).toEqual([]);
});

test("a story in another language is not cut down to English stems", async () => {
  const w = word();
  const german = await published(`Die Wälder rauschen. ${w}`, { language: "de" });
  expect(await idsOf(`walder ${w}`)).toEqual([german.id]);
  expect(await idsOf(w, { language: "de" })).toEqual([german.id]);
  expect(await idsOf(w, { language: "en" })).toEqual([]);
});

test("a word with a minus before it is nowhere in the story", async () => {
  const w = word();
  const plain = await published([`A ${w}.`, "A candle."]);
  await published([`A ${w}.`, "Many lamps."]);
  expect(await idsOf(`${w} -lamp`)).toEqual([plain.id]);
  expect(await idsOf(`${w} -"many lamps"`)).toEqual([plain.id]);
});

test("the passage and the title show what was searched for, and no marks of Markdown", async () => {
  const w = word();
  await published(["Nothing here.", `She had *never* seen [a ${w}](https://example.org) before.`], {
    title: `On ${w}`,
  });
  const [result] = (await find(w)).items;
  expect(result?.title).toEqual([
    { text: "On ", hit: false },
    { text: w, hit: true },
  ]);
  expect(result?.passage).toEqual({
    number: 2,
    title: "",
    parts: [
      { text: "She had never seen a ", hit: false },
      { text: w, hit: true },
      { text: " before", hit: false },
    ],
  });
  const titled = await published("A text.", { title: `${w} again`, tags: ["only-here"] });
  const [alone] = (await find(w, { tags: ["only-here"] })).items;
  expect(alone).toMatchObject({ story: { id: titled.id }, passage: null });
});

test("filters take away what they say, and the summary counts what is left", async () => {
  const w = word();
  const short = await published(`A ${w}.`, { genre: "mystery", tags: ["sea"], rating: "teen" });
  const long = await published([`A ${w}. ${"word ".repeat(3_000)}`, "The end."], {
    genre: "fantasy",
    tags: ["sea", "night"],
    warnings: ["Violence"],
    rating: "mature",
    progress: "ongoing",
  });
  const both = [long.id, short.id];
  expect(await idsOf(w, { sort: "newest" })).toEqual(both);
  expect(await idsOf(w, { sort: "longest" })).toEqual(both);
  expect(await idsOf(w, { sort: "shortest" })).toEqual(both.toReversed());
  for (const filter of [
    { genre: "mystery" },
    { ratings: ["general", "teen"] },
    { withoutTags: ["night"] },
    { withoutWarnings: ["Violence"] },
    { maxWords: 2_000 },
    { form: "single" },
    { progress: "complete" },
  ])
    expect(await idsOf(w, filter), JSON.stringify(filter)).toEqual([short.id]);
  for (const filter of [{ tags: ["sea", "night"] }, { minWords: 2_000 }, { form: "chapters" }, { progress: "ongoing" }])
    expect(await idsOf(w, filter), JSON.stringify(filter)).toEqual([long.id]);
  const { summary } = await find(w);
  expect(summary).toMatchObject({
    total: 2,
    facets: {
      tags: [
        { value: "sea", stories: 2 },
        { value: "night", stories: 1 },
      ],
      warnings: [{ value: "Violence", stories: 1 }],
      progress: [
        { value: "complete", stories: 1 },
        { value: "ongoing", stories: 1 },
      ],
      languages: [{ value: "en", stories: 2 }],
    },
  });
});

test("pages follow each other without gap or repetition, in every order", async () => {
  const w = word();
  const ids = new Set<string>();
  for (let n = 0; n < 9; n++) ids.add((await published(`${`${w} `.repeat((n % 3) + 1)} ${"x ".repeat(n)}`)).id);
  for (const sort of ["relevance", "newest", "kudos", "longest", "shortest"] as const) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await app.guest.story.search.query({ q: w, sort, limit: 4, cursor });
      seen.push(...page.items.map(({ story }) => story.id));
      expect(page.summary === null).toBe(cursor !== null);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.length, sort).toBe(9);
    expect(new Set(seen), sort).toEqual(ids);
  }
  await expect(find(w, { cursor: "none" })).rejects.toMatchObject({ data: { reason: "invalid" } });
});

test("what changes is found as it is now, in the transaction of the change", async () => {
  const [first, second, third] = [word(), word(), word()];
  const story = await published(`A ${first}.`, { title: "Harvest" });
  const { chapters } = await author.api.chapter.outline.query({ storyId: story.id });
  const chapter = chapters[0]?.id ?? "";
  await author.api.chapter.update.mutate({ id: chapter, version: 1, body: `A ${second}.` });
  expect(await idsOf(first)).toEqual([]);
  expect(await idsOf(`harvest ${second}`)).toEqual([story.id]);
  const now = await author.api.story.manuscript.query({ id: story.id });
  await author.api.story.update.mutate({ id: story.id, version: now.version, title: "Threshing" });
  expect(await idsOf(`harvest ${second}`)).toEqual([]);
  expect(await idsOf(`threshing ${second}`)).toEqual([story.id]);

  const added = await author.api.chapter.add.mutate({ storyId: story.id, body: `A ${third}.` });
  expect(await idsOf(third)).toEqual([]);
  await author.api.chapter.publish.mutate({ id: added.chapter.id });
  expect(await idsOf(`threshing ${third}`)).toEqual([story.id]);
  await author.api.chapter.remove.mutate({ id: added.chapter.id });
  expect(await idsOf(third)).toEqual([]);

  await author.api.story.unpublish.mutate({ id: story.id });
  expect(await idsOf(second)).toEqual([]);
  await author.api.story.publish.mutate({ id: story.id });
  expect(await idsOf(`threshing ${second}`)).toEqual([story.id]);
});

test("an author who takes another name is found by it", async () => {
  const w = word();
  const writer = await app.member();
  const story = await published(`A ${w}.`, { by: writer });
  const name = `Zuzanna ${word()}`;
  await writer.api.member.update.mutate({ name });
  expect(await idsOf(`${name} ${w}`)).toEqual([story.id]);
});

test("a block hides in both directions; a mute does not, from who looks for it", async () => {
  const w = word();
  const reader = await app.member();
  const story = await published(`A ${w}.`, { title: `The ${w}` });
  const ids = async () => (await reader.api.story.search.query({ q: w })).items.map(({ story }) => story.id);
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "mute" });
  expect(await ids()).toEqual([story.id]);
  await reader.api.boundary.set.mutate({ handle: author.handle, kind: "block" });
  expect(await ids()).toEqual([]);
  expect((await reader.api.story.suggest.query({ q: w })).stories).toEqual([]);
  expect((await reader.api.story.suggest.query({ q: author.handle })).authors).toEqual([]);
  await reader.api.boundary.unset.mutate({ handle: author.handle, kind: "block" });
  await author.api.boundary.set.mutate({ handle: reader.handle, kind: "block" });
  expect(await ids()).toEqual([]);
});

test("mistyped words lead to what they may have meant, of what one may see", async () => {
  const story = await published("Salt.", { title: "The Meteorological Cartographer" });
  const { items, near } = await find("meteorlogical cartografer");
  expect(items).toEqual([]);
  expect(near).toMatchObject({ query: "meteorological cartographer", stories: [{ id: story.id }] });
  const hidden = await author.api.story.create.mutate({ title: "Ptarmigan Chrysalis", body: "A text." });
  await author.api.story.publish.mutate({ id: hidden.id, visibility: "followers" });
  expect((await find("ptarmigen crysalis")).near).toEqual({ query: null, stories: [] });
});

test("suggestions begin with what begins so, and come through typing errors and accents", async () => {
  const w = word();
  const writer = await app.member();
  const begins = await published("A text.", { by: writer, title: `${w} at dawn` });
  const contains = await published("A text.", { by: writer, title: `Émile and the ${w}`, tags: [`${w} keeping`] });
  const { stories, tags } = await app.guest.story.suggest.query({ q: w.slice(0, 12).toUpperCase() });
  expect(stories.map(({ id }) => id)).toEqual([begins.id, contains.id]);
  expect(tags).toEqual([`${w} keeping`]);
  expect((await app.guest.story.suggest.query({ q: "emile an" })).stories.map(({ id }) => id)).toContain(contains.id);
  expect((await app.guest.story.suggest.query({ q: writer.handle })).authors).toMatchObject([{ id: writer.id }]);
  expect(await app.guest.story.suggest.query({ q: " " })).toEqual({ stories: [], authors: [], tags: [] });
});

test("no words, however strange, are an error", async () => {
  for (const q of [
    '"',
    "-",
    "a or",
    "& | ! ( ) <-> :*",
    "-- ' \\",
    "%_",
    "\u0000x",
    "🙂",
    "the",
    '-"',
    "or or or",
    "<%",
  ])
    await expect(find(q), q).resolves.toMatchObject({ items: expect.any(Array) });
});

test("a text that no vector can hold is saved all the same, and its beginning is found", async () => {
  const w = word();
  const letter = (n: number) => String.fromCodePoint(0x20000 + n);
  const strange = Array.from({ length: 134_000 }, (_, n) => letter(n % 366) + letter(Math.floor(n / 366))).join(" ");
  await expect(sql.query("SELECT to_tsvector('inkwire_plain', $1)", [strange])).rejects.toThrow(
    "too long for tsvector",
  );
  const story = await published(`${w} ${strange}`);
  expect(await idsOf(w)).toEqual([story.id]);
});

test("what is in the tables is what is published, nothing else", async () => {
  const { rows } = await sql.query(`
    SELECT s.id FROM "Story" s FULL JOIN "SearchStory" n ON n."storyId" = s.id
    WHERE (s.status = 'published' AND s."removedAt" IS NULL) IS DISTINCT FROM (n."storyId" IS NOT NULL)
    UNION ALL SELECT c.id FROM "Chapter" c JOIN "Story" s ON s.id = c."storyId"
      FULL JOIN "SearchChapter" n ON n."chapterId" = c.id
    WHERE (s.status = 'published' AND s."removedAt" IS NULL AND c.position IS NOT NULL AND NOT c.draft)
      IS DISTINCT FROM (n."chapterId" IS NOT NULL)`);
  expect(rows).toEqual([]);
});

test("a search that would take too long is ended, and says what helps; the next is answered", async () => {
  const w = word();
  const story = await published(`There was a ${w}.`);
  {
    await using _ = await hold(app.databaseUrl, "SearchChapter");
    await expect(find(w)).rejects.toMatchObject({
      data: { reason: "unavailable", httpStatus: 503 },
      message: expect.stringContaining("Fewer words"),
    });
  }
  expect(await idsOf(w)).toEqual([story.id]);
});

test("a query of many words is refused at once", async () => {
  const letters = (count: number) => Array.from({ length: count }, () => "zq").join(" ");
  await expect(find(letters(25))).rejects.toMatchObject({ data: { reason: "invalid" } });
  expect((await find(letters(24))).items).toEqual([]);
});

test("one member has so many searches a minute, whatever they are for", async () => {
  const { api } = await app.member();
  const search = () => api.story.suggest.query({ q: "" }).catch((error) => error.data.reason);
  const answers = await Promise.all(Array.from({ length: 125 }, search));
  expect(answers.filter((answer) => answer === "rate_limited")).toHaveLength(5);
});

test("a saved search counts what is new in it since it was opened, as its member would find it, and nobody else's", async () => {
  const w = word();
  const [reader, other] = await Promise.all([app.member(), app.member()]);
  const kept = `kept ${w.slice(0, 20)}`;
  await published(`An old ${w}.`, { tags: [kept] });
  const save = (name: string, terms: object) => reader.api.savedSearch.save.mutate({ name, terms });
  const words = await save("By words", { q: w, progress: "complete" });
  const tag = await save("By tag", { tags: [kept], withoutTags: ["not this"], minWords: 1 });
  const fresh = async () =>
    new Map((await reader.api.savedSearch.fresh.query()).map(({ id, stories }) => [id, stories]));
  expect([...(await fresh()).values()]).toEqual([0, 0]);

  const inText = await published(["Nothing here.", `A new ${w} in a chapter.`], { tags: [kept] });
  await published(`A ${w} of the wrong kind.`, { tags: [kept, "not this"], progress: "ongoing" });
  const draft = await author.api.story.create.mutate({ title: `A draft ${w}`, body: "Text." });
  const narrow = await author.api.story.create.mutate({ title: `For followers: ${w}`, body: "Text." });
  await author.api.story.publish.mutate({ id: narrow.id, visibility: "followers" });
  expect(await fresh()).toEqual(
    new Map([
      [words.id, 1],
      [tag.id, 1],
    ]),
  );
  await reader.api.unwanted.set.mutate({ kind: "story", storyId: inText.id }); // words that are asked for find it
  expect((await fresh()).get(words.id)).toBe(1);
  await reader.api.savedSearch.open.mutate({ id: words.id });
  expect(await fresh()).toEqual(
    new Map([
      [words.id, 0],
      [tag.id, 1],
    ]),
  );
  await author.api.story.publish.mutate({ id: draft.id });
  expect((await fresh()).get(words.id)).toBe(1);

  expect((await reader.api.savedSearch.list.query()).map(({ name }) => name)).toEqual(["By tag", "By words"]);
  expect(await other.api.savedSearch.list.query()).toEqual([]);
});

test("searches have names of their own, and as many are kept as fit, whoever asks at once", async () => {
  const reader = await app.member();
  const save = (name: string) => reader.api.savedSearch.save.mutate({ name, terms: { q: "lanterns" } });
  const first = await save("Lanterns");
  await expect(save(" Lanterns ")).rejects.toMatchObject({ data: { reason: "conflict" } });
  const { id } = await save("Other lanterns");
  const rename = (name: string) => reader.api.savedSearch.rename.mutate({ id, name });
  await expect(rename("Lanterns")).rejects.toMatchObject({ data: { reason: "conflict" } });
  await rename("More lanterns");
  await sql.query(
    `INSERT INTO "SavedSearch" (id, "memberId", name, terms)
     SELECT gen_random_uuid(), $1, 'Search ' || n, '{"q":"x"}' FROM generate_series(1, 47) n`,
    [reader.id],
  );
  const outcomes = await Promise.allSettled([save("The last"), save("Too many")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const full = { data: { reason: "invalid" }, message: expect.stringContaining("50 searches") };
  await expect(save("Another")).rejects.toMatchObject(full);
  await reader.api.savedSearch.remove.mutate({ id: first.id });
  await save("Lanterns");
});
