import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

let app: App;
let author: Person;
let reader: Person;

beforeAll(async () => {
  app = await startApp();
  [author, reader] = await Promise.all([app.member(), app.member()]);
});
afterAll(() => app[Symbol.asyncDispose]());

async function publish(by: Person, title: string, tags: string[]) {
  const { id } = await by.api.story.create.mutate({ title, body: "Text.", tags });
  await by.api.story.publish.mutate({ id });
}

const titles = async () =>
  (await reader.api.story.feed.query({ sort: "following", limit: 50 })).items.map(({ title }) => title);

test("stories under a followed tag come into the feed and the stream of those one follows, from then on and no longer", async () => {
  await publish(author, "An older tide", ["sea"]);
  using stream = new Received<{ data: unknown }>((observer) =>
    reader.api.story.onPublished.subscribe({ following: true }, observer),
  );
  const heard = () => stream.all.map(({ data }) => (data as { title: string }).title);
  await eventually("it is open", () => stream.started);
  expect(await titles()).toEqual([]);

  await reader.api.follow.setTag.mutate({ tag: "Sea" });
  await reader.api.follow.setTag.mutate({ tag: "sea" });
  expect(await reader.api.follow.mine.query()).toEqual({ authors: [], tags: ["sea"] });
  expect(await titles()).toEqual(["An older tide"]);
  await publish(author, "A tide", ["night", "sea"]);
  await publish(author, "A hill", ["night"]);
  await publish(reader, "My own tide", ["sea"]);

  await reader.api.follow.unsetTag.mutate({ tag: "sea" });
  await publish(author, "A later tide", ["sea"]);
  await reader.api.follow.set.mutate({ handle: author.handle });
  await publish(author, "By one I follow", []);
  await eventually("the last arrives", () => heard().includes("By one I follow"));
  expect(heard()).toEqual(["A tide", "By one I follow"]);
  expect((await reader.api.follow.mine.query()).authors).toMatchObject([{ id: author.id, followers: 1 }]);
  expect(await titles()).toEqual(["By one I follow", "A later tide", "A hill", "A tide", "An older tide"]);
});
