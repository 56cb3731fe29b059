import { createTRPCClient, httpLink, splitLink } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveLink } from "@/live/browser/live-link";
import type { AppRouter } from "@/trpc/router";
import { Received, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";

let database: TestDatabase;
let app: AppProcess;

beforeAll(async () => {
  database = await cloneDatabase();
  app = await startAppProcess({ databaseUrl: database.url });
});
afterAll(async () => {
  await app.kill();
  await database[Symbol.asyncDispose]();
});

const liveClient = (url: string) =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: liveLink({ url: `${url}/api/live` }),
        false: httpLink({ url: `${url}/api/trpc` }),
      }),
    ],
  });

const titles = (stream: Received<{ data: unknown }>) => stream.all.map(({ data }) => (data as { title: string }).title);

test("subscriptions that come and go share a connection, each with its own events, none twice, none lost", async () => {
  const client = liveClient(app.url);
  const author = await signUp(app.url, "sharing");
  const publish = async (title: string, genre: "mystery" | "fantasy") => {
    const { id } = await author.api.story.create.mutate({ title, body: "Text.", genre });
    await author.api.story.publish.mutate({ id });
  };
  using all = new Received<{ id: string; data: unknown }>((o) => client.story.onPublished.subscribe({}, o));
  await eventually("the first is open", () => all.started);
  await publish("One", "mystery");
  await eventually("the first arrives", () => all.all.length === 1);
  using mystery = new Received<{ id: string; data: unknown }>((o) =>
    client.story.onPublished.subscribe({ genre: "mystery" }, o),
  );
  await Promise.all([publish("Two", "fantasy"), eventually("the second is open", () => mystery.started)]);
  await publish("Three", "mystery");
  await eventually("three arrive", () => all.all.length === 3 && mystery.all.length === 1);
  mystery[Symbol.dispose]();
  await publish("Four", "mystery");
  await eventually("the fourth arrives", () => all.all.length === 4);
  expect(titles(all)).toEqual(["One", "Two", "Three", "Four"]);
  expect(titles(mystery)).toEqual(["Three"]);
});

test("a refused subscription is told why and harms no other", async () => {
  const client = liveClient(app.url);
  using fine = new Received<{ id: string; data: unknown }>((o) => client.story.onPublished.subscribe({}, o));
  using wrong = new Received<{ id: string; data: unknown }>((o) =>
    client.story.onChanged.subscribe({ id: "not-an-id" }, o),
  );
  await eventually("one is refused, one is open", () => wrong.errors.length === 1 && fine.started);
  expect(wrong.errors[0]).toMatchObject({ data: { code: "BAD_REQUEST", reason: "invalid", path: "story.onChanged" } });
  expect(fine.errors).toEqual([]);
});

test("a killed server is waited for, and what was published meanwhile arrives", async () => {
  const client = liveClient(app.url);
  const author = await signUp(app.url, "surviving");
  using stream = new Received<{ id: string; data: unknown }>((o) => client.story.onPublished.subscribe({}, o));
  await eventually("open", () => stream.started);
  const { port } = new URL(app.url);
  const draft = await author.api.story.create.mutate({ title: "Meanwhile", body: "Text." });
  await app.kill();
  app = await startAppProcess({ databaseUrl: database.url, port: Number(port) });
  // Published before the reader is back, or just after: it must not matter.
  await stockClient(app.url, author.cookie).story.publish.mutate({ id: draft.id });
  await eventually("it arrives", () => stream.all.length === 1, 40_000);
  expect(titles(stream)).toEqual(["Meanwhile"]);
});

test.each([
  ["no body", "", 400],
  ["no ops", '{"ops":[]}', 400],
  ["not JSON", "{", 400],
])("a request with %s is refused", async (_, body, status) => {
  const response = await fetch(`${app.url}/api/live`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining("Send JSON") });
});
