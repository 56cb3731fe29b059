import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// A story and those who work on it with its author: what each may do, and that it ends when they are removed.

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const refused = (reason: string) => ({ data: { reason } });

async function together(role: "editor" | "reader") {
  const [author, other] = await Promise.all([app.member(), app.member()]);
  const { id: storyId, slug } = await author.api.story.create.mutate({ title: "Ours", body: "Text." });
  await author.api.collaboration.invite.mutate({ storyId, handle: other.handle, role });
  return { author, other, storyId, slug };
}

async function chapterOf({ api }: Person, storyId: string) {
  const { chapters } = await api.chapter.outline.query({ storyId });
  const [chapter] = chapters;
  if (!chapter) throw new Error("no chapter");
  return chapter;
}

test("an invitation rings, opens nothing before it is accepted, and can be declined", async () => {
  const { author, other, storyId, slug } = await together("editor");
  const { items } = await other.api.notification.list.query({});
  expect(items.map(({ type, story }) => [type, story?.title])).toEqual([["invitation", "Ours"]]);
  expect(await other.api.collaboration.invitations.query()).toMatchObject([{ role: "editor", story: { id: storyId } }]);
  await expect(other.api.story.bySlug.query({ slug })).rejects.toMatchObject(refused("not_found"));
  await expect(other.api.chapter.outline.query({ storyId })).rejects.toMatchObject(refused("not_found"));
  await other.api.collaboration.decline.mutate({ storyId });
  await expect(other.api.collaboration.accept.mutate({ storyId })).rejects.toMatchObject(refused("not_found"));
  expect(await author.api.collaboration.list.query({ storyId })).toEqual([]);
});

test("an editor writes chapters, and neither publishes, deletes nor invites", async () => {
  const { author, other, storyId, slug } = await together("editor");
  await other.api.collaboration.accept.mutate({ storyId });
  const chapter = await chapterOf(other, storyId);
  const written = await other.api.chapter.update.mutate({ id: chapter.id, version: chapter.version, body: "We." });
  expect((await author.api.chapter.manuscript.query({ id: chapter.id })).body).toBe("We.");
  // Who is late gets a conflict, as with two tabs: nothing is written over.
  await expect(
    author.api.chapter.update.mutate({ id: chapter.id, version: chapter.version, body: "I." }),
  ).rejects.toMatchObject(refused("conflict"));
  const { chapter: second } = await other.api.chapter.add.mutate({ storyId, title: "Two", body: "More." });
  expect((await other.api.story.bySlug.query({ slug })).index).toHaveLength(2);
  expect((await other.api.story.mine.query({})).items.map(({ id }) => id)).toContain(storyId);
  const { api } = other;
  const { version } = await api.story.manuscript.query({ id: storyId });
  for (const forbidden of [
    () => api.story.publish.mutate({ id: storyId }),
    () => api.story.remove.mutate({ id: storyId }),
    () => api.story.update.mutate({ id: storyId, version, title: "Mine" }),
    () => api.chapter.remove.mutate({ id: second.id }),
    () => api.chapter.publish.mutate({ id: second.id }),
    () => api.chapter.unpublish.mutate({ id: second.id }),
    () => api.collaboration.invite.mutate({ storyId, handle: author.handle, role: "editor" }),
    () => api.collaboration.remove.mutate({ storyId, handle: author.handle }),
  ]) {
    await expect(forbidden()).rejects.toMatchObject(refused("not_found"));
  }
  await author.api.story.publish.mutate({ id: storyId });
  await expect(api.chapter.add.mutate({ storyId, title: "Three", body: "Out.", draft: false })).rejects.toMatchObject(
    refused("not_found"),
  );
  expect(written.version).toBe(chapter.version + 1);
});

test("a beta reader reads the draft and changes nothing", async () => {
  const { other, storyId, slug, author } = await together("reader");
  await other.api.collaboration.accept.mutate({ storyId });
  expect(await other.api.chapter.read.query({ slug, number: 1 })).toMatchObject({ chapter: { body: "Text." } });
  const chapter = await chapterOf(author, storyId);
  await expect(
    other.api.chapter.update.mutate({ id: chapter.id, version: chapter.version, body: "No." }),
  ).rejects.toMatchObject(refused("not_found"));
  await expect(other.api.presence.inRoom.query({ room: `studio:${storyId}` })).rejects.toMatchObject(
    refused("not_found"),
  );
  const stranger = await app.member();
  await expect(stranger.api.story.bySlug.query({ slug })).rejects.toMatchObject(refused("not_found"));
});

test("who is removed is out within two seconds: of the studio, of the draft, of what is open", async () => {
  const { author, other, storyId, slug } = await together("editor");
  const room = `studio:${storyId}`;
  await other.api.collaboration.accept.mutate({ storyId });
  const watch = ({ api }: Person) =>
    new Received<unknown>((observer) => api.presence.watch.subscribe({ room }, observer as never));
  using theirs = watch(other);
  using mine = watch(author);
  await eventually("both are in the studio", async () => {
    const { people } = await author.api.presence.inRoom.query({ room });
    return people.length === 2;
  });
  await author.api.collaboration.remove.mutate({ storyId, handle: other.handle });
  for (const call of [
    () => other.api.story.bySlug.query({ slug }),
    () => other.api.chapter.outline.query({ storyId }),
  ]) {
    await expect(call()).rejects.toMatchObject(refused("not_found"));
  }
  const rights = performance.now();
  const third = await app.member();
  await author.api.collaboration.invite.mutate({ storyId, handle: third.handle, role: "editor" });
  await third.api.collaboration.accept.mutate({ storyId });
  await eventually("two seconds have passed", () => performance.now() - rights > 2_000);
  const heard = theirs.all.length;
  using _ = watch(third);
  await eventually("the author sees the third", () => JSON.stringify(mine.all).includes(third.id));
  expect(theirs.all).toHaveLength(heard);
});

test("a block ends what the two may do together", async () => {
  const { author, other, storyId, slug } = await together("editor");
  await other.api.collaboration.accept.mutate({ storyId });
  await author.api.boundary.set.mutate({ handle: other.handle, kind: "block" });
  await expect(other.api.story.bySlug.query({ slug })).rejects.toMatchObject(refused("not_found"));
  await expect(other.api.chapter.outline.query({ storyId })).rejects.toMatchObject(refused("not_found"));
  expect((await other.api.story.mine.query({})).items).toEqual([]);
});
