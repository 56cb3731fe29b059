import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scope } from "@/modules/api-key/schema";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received, stockClient } from "../support/client";
import { eventually } from "../support/eventually";
import { type Person, signUp } from "../support/people";

let app: App;
let owner: Person;

beforeAll(async () => {
  app = await startApp();
  owner = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

async function make(...scopes: Scope[]) {
  const { key, view } = await owner.api.apiKey.create.mutate({ name: "A service", scopes });
  return { key, id: view.id, api: stockClient(app.url, null, undefined, key) };
}

test("a key acts for its member, is shown once, kept as a hash and known by its first characters", async () => {
  const { key, id, api } = await make("read", "write");
  expect(key).toMatch(/^ink_[A-Za-z]{32,}$/);
  expect((await api.member.me.query())?.id).toBe(owner.id);
  const listed = (await owner.api.apiKey.list.query()).find((one) => one.id === id);
  expect(listed).toMatchObject({ name: "A service", scopes: ["read", "write"] });
  expect(key.startsWith(listed?.start ?? "?")).toBe(true);
  expect(JSON.stringify(listed)).not.toContain(key);
});

test("revoking a key ends its streams within two seconds, and it is refused by name", async () => {
  const { id, api } = await make("read");
  using stream = new Received((observer) => api.story.onPublished.subscribe({}, observer));
  await eventually("the stream is open", () => stream.started);
  await owner.api.apiKey.revoke.mutate({ id });
  await eventually("the stream comes back and is refused", () => stream.errors.length > 0);
  expect(stream.errors[0]).toMatchObject({ data: { reason: "unauthenticated" } });
  await expect(api.story.feed.query({})).rejects.toMatchObject({
    data: { reason: "unauthenticated" },
    message: expect.stringContaining("API key"),
  });
});

test("each answer says what is left, and what is too much is refused with a time", async () => {
  const { key, id } = await make("read");
  using bell = new Received<{ data: { type: string } }>((observer) =>
    owner.api.notification.onNew.subscribe({}, { ...observer, onData: (event) => observer.onData(event as never) }),
  );
  await eventually("the bell is followed", () => bell.started);
  const ask = () => fetch(`${app.url}/api/trpc/story.tags`, { headers: { "x-api-key": key } });
  const first = await ask();
  expect(Object.fromEntries(first.headers)).toMatchObject({ "ratelimit-limit": "600", "ratelimit-remaining": "599" });
  const answers = await Promise.all(Array.from({ length: 600 }, ask));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  // Its owner has heard that it comes near the limit, once.
  const alerts = async () => (await owner.api.notification.list.query({ type: "usage.alert" })).items;
  const [alert, ...others] = await eventually("the owner is told", async () => {
    const found = await alerts();
    return found.length > 0 ? found : null;
  });
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ subject: id, occurrences: 1, data: { percent: 80, href: "/settings/api-keys" } });
  await eventually("it rings", () => bell.all.length > 0);
});

test("a rotated key goes on for its overlap, or not at all", async () => {
  const old = await make("read", "publish");
  const next = await owner.api.apiKey.rotate.mutate({ id: old.id });
  expect(next.view.scopes).toEqual(["read", "publish"]);
  await old.api.story.feed.query({});
  await owner.api.apiKey.rotate.mutate({ id: next.view.id, overlapHours: 0 });
  await expect(stockClient(app.url, null, undefined, next.key).story.feed.query({})).rejects.toMatchObject({
    data: { reason: "unauthenticated" },
  });
});

test("a stream that was opened before goes on for the overlap, and no longer", async () => {
  const { id, api } = await make("read");
  using stream = new Received((observer) => api.story.onPublished.subscribe({}, observer));
  await eventually("the stream is open", () => stream.started);
  await owner.api.apiKey.rotate.mutate({ id, overlapHours: 1 });
  const { id: storyId } = await owner.api.story.create.mutate({ title: "In the overlap", body: "Text." });
  await owner.api.story.publish.mutate({ id: storyId });
  await eventually("it is heard", () => stream.all.length > 0);
  expect(stream.errors).toEqual([]);
  // The hour is over.
  await db().apiKey.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 500) } });
  await eventually("the stream comes back and is refused", () => stream.errors.length > 0);
  expect(stream.errors[0]).toMatchObject({ data: { reason: "unauthenticated" } });
});

test("names and lifetimes may be as long as the form says", async () => {
  const made = await owner.api.apiKey.create.mutate({ name: "n".repeat(60), scopes: ["read"], expiresInDays: 3_650 });
  expect(made.view.name).toHaveLength(60);
});

test("a scope that is missing is named", async () => {
  const { api } = await make("read", "write");
  const { id } = await api.story.create.mutate({ title: "By a service", body: "Text." });
  await expect(api.story.publish.mutate({ id })).rejects.toMatchObject({
    data: { reason: "forbidden", details: { needed: "publish", scopes: ["read", "write"] } },
  });
  await expect(owner.api.apiKey.create.mutate({ name: "x", scopes: ["admin"] })).rejects.toMatchObject({
    data: { reason: "invalid" },
  });
});

test("what a key was used for can be seen", async () => {
  const { id, api } = await make("read");
  await api.story.tags.query();
  await expect(api.story.create.mutate({ title: "No" })).rejects.toThrow();
  await eventually(
    "both uses are written down",
    async () => (await owner.api.apiKey.requests.query({ id })).length === 2,
  );
  expect(await owner.api.apiKey.requests.query({ id })).toMatchObject([
    { procedure: "story.create", type: "mutation", outcome: "forbidden" },
    { procedure: "story.tags", type: "query", outcome: "ok" },
  ]);
});

test("more people than there are connections sign up at once", async () => {
  const people = await Promise.all(Array.from({ length: 20 }, (_, index) => signUp(app.url, `crowd-${index}`)));
  expect(new Set(people.map(({ id }) => id)).size).toBe(20);
});
