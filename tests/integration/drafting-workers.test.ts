import { afterAll, beforeAll, expect, test } from "vitest";
import { draftResult } from "@/modules/draft/schema";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import { hold } from "../support/hold";
import type { Person } from "../support/people";
import { prose } from "../support/prose";
import { startRedis, type TestRedis } from "../support/redis";
import { startWorkerProcess } from "../support/worker-process";
import { startWriterServer, type WriterServer } from "../support/writer-server";

// Drafts by workers in processes of their own, which die in the middle.

const brief = {
  idea: "A ferryman who is afraid of water must carry a bell across before the frost",
  genre: "fantasy",
  tone: "wry",
  length: "page",
  audience: "general",
} as const;

let app: App;
let redis: TestRedis;
let writer: WriterServer;

beforeAll(async () => {
  redis = await startRedis();
  writer = await startWriterServer({ pieces: prose(300).split(/(?<= )/), everyMs: 100 });
  process.env.INKWIRE_WORKER = "off";
  app = await startApp({ redisUrl: redis.url });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await writer[Symbol.asyncDispose]();
  await redis.stop();
});

const workerOf = (env: Record<string, string>) =>
  startWorkerProcess({ DATABASE_URL: app.databaseUrl, REDIS_URL: redis.url, ...env });
const offline = () => workerOf({});
const read = (person: Person, id: string) => person.api.job.byId.query({ id });

async function expectOneDraft(person: Person, id: string): Promise<void> {
  await eventually("it has succeeded", async () => (await read(person, id)).state === "succeeded", 15_000);
  const job = await read(person, id);
  expect(job.attempt).toBe(2);
  const result = draftResult.parse(job.result);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  const drafts = await db().story.findMany({ where: { authorId: person.id }, include: { chapters: true } });
  expect(drafts.map((draft) => draft.id)).toEqual([id]);
  expect(drafts[0]).toMatchObject({ status: "draft", words: result.words });
  expect(drafts[0]?.chapters.map(({ body }) => body)).toEqual([job.text]);
  expect(drafts[0]?.chapters[0]?.notesAfter).toBe("Composed offline from a grammar and the words of public stories.");
}

test("a worker killed while it writes: another writes anew, and one draft lands", async () => {
  const person = await app.member();
  const first = await workerOf({ GENERATOR_URL: writer.url, GENERATOR_MODEL: "scribe-1" });
  const { id } = await person.api.draft.generate.mutate(brief);
  await eventually("text comes", async () => (await read(person, id)).text.length > 20);
  await using _next = await offline();
  await first.kill();
  await expectOneDraft(person, id);
});

test("a worker killed as the draft lands: it lands once", async () => {
  const person = await app.member();
  const first = await offline();
  const held = await hold(app.databaseUrl, "Chapter", "SHARE");
  const { id } = await person.api.draft.generate.mutate(brief);
  await eventually("it is about to land", async () => (await read(person, id)).stage === "optimization");
  await using _next = await offline();
  await first.kill();
  await held[Symbol.asyncDispose]();
  await expectOneDraft(person, id);
});
