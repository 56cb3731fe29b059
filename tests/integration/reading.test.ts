import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let author: Person;
let reader: Person;
let other: Person;

beforeAll(async () => {
  app = await startApp();
  [author, reader, other] = await Promise.all([app.member(), app.member(), app.member()]);
});
afterAll(() => app[Symbol.asyncDispose]());

async function published(count = 2) {
  const chapters = Array.from({ length: count }, (_, at) => ({ title: `Title ${at + 1}`, body: `Body ${at + 1}.` }));
  const { id, slug } = await author.api.story.create.mutate({ title: "To be read", chapters });
  await author.api.story.publish.mutate({ id });
  const { index } = await app.guest.story.bySlug.query({ slug });
  return { id, slug, ids: index.map(({ id }) => id) };
}

const anchor = (index: number) => `${index.toString(36)}.a.b.c.d`;

test("of two devices the one that was read on last wins, whichever is heard of last", async () => {
  const { id, ids } = await published();
  const chapterId = ids[0] ?? "";
  // Read an hour ago without a network, told only now; meanwhile another device was read on.
  await reader.api.reading.move.mutate({ chapterId, anchor: anchor(7), fraction: 0.7, agoMs: 1_000 });
  const answer = await reader.api.reading.move.mutate({
    chapterId,
    anchor: anchor(2),
    fraction: 0.2,
    agoMs: 3_600_000,
  });
  expect(answer).toMatchObject({ anchor: anchor(7), fraction: 0.7 });
  await reader.api.reading.move.mutate({ chapterId, anchor: anchor(8), fraction: 0.8 });
  const { places } = await reader.api.reading.places.query({ storyId: id });
  expect(places).toMatchObject([{ chapterId, anchor: anchor(8), finished: false }]);
});

test("of many devices that tell at the same time, the newest reading stays", async () => {
  const { id, ids } = await published();
  const chapterId = ids[0] ?? "";
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      reader.api.reading.move.mutate({
        chapterId,
        anchor: anchor(n),
        fraction: n / 12,
        agoMs: ((n * 5) % 12) * 60_000,
        finished: n === 3,
      }),
    ),
  );
  const { places } = await reader.api.reading.places.query({ storyId: id });
  expect(places).toMatchObject([{ anchor: anchor(0) }]);
});

test("a chapter that was read to its end stays read when one reads in it again", async () => {
  const { id, ids } = await published();
  const chapterId = ids[0] ?? "";
  await reader.api.reading.move.mutate({ chapterId, anchor: anchor(9), fraction: 1, finished: true });
  await reader.api.reading.move.mutate({ chapterId, anchor: anchor(1), fraction: 0.1 });
  expect((await reader.api.reading.places.query({ storyId: id })).places).toMatchObject([
    { anchor: anchor(1), finished: true },
  ]);
  await reader.api.reading.mark.mutate({ storyId: id, chapterId, read: false });
  expect((await reader.api.reading.places.query({ storyId: id })).places).toEqual([]);
  const { places } = await reader.api.reading.mark.mutate({ storyId: id, read: true });
  expect(places.map(({ finished }) => finished)).toEqual([true, true]);
});

test("one's other devices hear where one reads on, and nobody else does", async () => {
  const { ids } = await published();
  using mine = new Received<unknown>((o) => reader.api.reading.onMoved.subscribe({}, o));
  using theirs = new Received<unknown>((o) => other.api.reading.onMoved.subscribe({}, o));
  using authors = new Received<unknown>((o) => author.api.reading.onMoved.subscribe({}, o));
  await eventually("all follow", () => mine.started && theirs.started && authors.started);
  await reader.api.reading.move.mutate({ chapterId: ids[1] ?? "", anchor: anchor(4), fraction: 0.4 });
  await eventually("the other device hears of it", () => mine.all.length > 0);
  expect(JSON.stringify(mine.all)).toContain(anchor(4));
  await other.api.reading.move.mutate({ chapterId: ids[1] ?? "", anchor: anchor(5), fraction: 0.5 });
  await eventually("each hears of their own", () => theirs.all.length > 0);
  expect(JSON.stringify(theirs.all)).not.toContain(reader.id);
  expect(authors.all).toEqual([]);
});

test("what was read shows each story once, the latest first, in pages, and nothing that may not be read any more", async () => {
  const person = await app.member();
  const stories = [await published(), await published(), await published()];
  for (const { ids } of stories) {
    for (const chapterId of ids) await person.api.reading.move.mutate({ chapterId, anchor: "", fraction: 0.5 });
  }
  const titles: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { story: { id: string }; chapter: { number: number } }[]; nextCursor: string | null } =
      await person.api.reading.history.query({ limit: 1, cursor });
    titles.push(...page.items.map(({ story, chapter }) => `${story.id} ${chapter.number}`));
    cursor = page.nextCursor;
  } while (cursor);
  expect(titles).toEqual(stories.toReversed().map(({ id }) => `${id} 2`));

  const [first, second] = stories;
  await author.api.chapter.unpublish.mutate({ id: first?.ids[1] ?? "" });
  await author.api.story.unpublish.mutate({ id: second?.id ?? "" });
  const { items } = await person.api.reading.history.query({});
  expect(items.map(({ story, chapter }) => `${story.id} ${chapter.number}`)).toEqual([
    `${stories[2]?.id} 2`,
    `${first?.id} 1`,
  ]);
  await person.api.reading.forget.mutate({ storyId: first?.id ?? "" });
  expect((await person.api.reading.history.query({})).items).toHaveLength(1);
});

test("a story is marked for later once, in order, and gone from the list when it can no longer be read", async () => {
  const person = await app.member();
  const [one, two] = [await published(), await published()];
  for (const { id } of [one, two, one]) await person.api.reading.save.mutate({ storyId: id, saved: true });
  const list = async () => (await person.api.reading.saved.query({})).items.map(({ story }) => story.id);
  expect(await list()).toEqual([two.id, one.id]);
  await author.api.story.unpublish.mutate({ id: two.id });
  expect(await list()).toEqual([one.id]);
  await author.api.story.publish.mutate({ id: two.id });
  expect(await list()).toEqual([two.id, one.id]);
  await person.api.reading.save.mutate({ storyId: one.id, saved: false });
  expect(await list()).toEqual([two.id]);
});

test("reader settings are kept for each member alone", async () => {
  const settings = { font: "sans", size: 120, measure: 55, leading: 180, paragraphs: "spaced" } as const;
  expect(await reader.api.reading.settings.query()).toBeNull();
  await reader.api.reading.saveSettings.mutate(settings);
  expect(await reader.api.reading.settings.query()).toEqual(settings);
  expect(await other.api.reading.settings.query()).toBeNull();
});
