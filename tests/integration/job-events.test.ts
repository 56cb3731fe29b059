import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineJob, JobFailure, type RunContext } from "@/jobs/define-job";
import { enqueue } from "@/jobs/queue";
import { transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";
import { RawStream } from "../support/raw-stream";

let work: (context: RunContext<object, "one" | "two">) => Promise<{ done: boolean }>;

const told = defineJob({
  kind: "told",
  input: z.object({}),
  result: z.object({ done: z.boolean() }),
  limit: { name: "test", points: 1_000, seconds: 1 },
  stages: [
    { id: "one", label: "First", seconds: 1 },
    { id: "two", label: "Second", seconds: 3 },
  ],
  run: (context) => work(context),
});

vi.mock("@/jobs/registry", () => ({ jobNamed: () => told, tasks: [], recurringTasks: [] }));

let app: App;
let owner: Person;

beforeAll(async () => {
  app = await startApp();
  owner = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

const ask = () => transact((tx) => enqueue(tx, told, { ownerId: owner.id, title: "A job", input: {} }));
const address = (id: string) => `${app.url}/api/jobs/${id}/events`;
const open = (id: string, headers: Record<string, string> = {}) =>
  RawStream.open(address(id), { cookie: owner.cookie, ...headers });

const eventsOf = ({ text }: RawStream) =>
  text
    .split("\n\n")
    // What follows the last empty line is still on its way.
    .slice(0, -1)
    .filter((block) => /^event: (?!ping)/m.test(block))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1],
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null"),
      id: /^id: (.*)$/m.exec(block)?.[1],
    }));

test("a plain stream tells all of a job under the agreed names, and ends with it", async () => {
  let go = () => {};
  const going = new Promise<void>((resolve) => {
    go = resolve;
  });
  work = async ({ report }) => {
    await report.stage("one");
    await going;
    await report.stage("two");
    report.progress(0.5, "Half of it");
    await eventually("that was told", () => stream.text.includes("Half of it"));
    return { done: true };
  };
  const { id } = await ask();
  using stream = await open(id);
  await eventually("it is at the first stage", () => eventsOf(stream).some(({ data }) => data.stage === "one"));
  go();
  await eventually("it ends", () => stream.ended);
  const events = eventsOf(stream);
  expect(events[0]).toEqual({ event: "connected", data: { jobId: id }, id: undefined });
  expect(events.find(({ event }) => event === "progress-update")?.data).toMatchObject({
    jobId: id,
    stage: "two",
    label: "Second",
    currentStep: 2,
    totalSteps: 2,
    percentage: 62,
    estimatedTimeRemaining: expect.any(Number),
  });
  const { data: job, id: last } = events.at(-1) ?? {};
  expect(events.slice(-2).map(({ event }) => event)).toEqual(["job-update", "completion-status"]);
  expect(job).toMatchObject({
    jobId: id,
    state: "succeeded",
    result: { done: true },
    totalDuration: expect.any(Number),
  });
  const versions = events.flatMap(({ data }) => data.version ?? []);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  // EventSource comes back by itself, and is told to stay away.
  const again = await fetch(address(id), { headers: { cookie: owner.cookie, "last-event-id": last ?? "" } });
  expect(again.status).toBe(204);
  // Who comes late has the end at once.
  using late = await open(id);
  await eventually("it ends", () => late.ended);
  expect(eventsOf(late).map(({ event }) => event)).toEqual(["connected", "job-update", "completion-status"]);
});

test("a failure ends it with the reason, and without its inside", async () => {
  work = async ({ report }) => {
    await report.stage("two");
    throw new JobFailure("The book has no pages.", "Choose another one.");
  };
  const { id } = await ask();
  using stream = await open(id);
  await eventually("it ends", () => stream.ended);
  expect(eventsOf(stream).at(-1)).toMatchObject({
    event: "error-notification",
    data: { jobId: id, error: "The book has no pages.", stage: "two", next: "Choose another one." },
  });
});

test("it is for the owner alone, and says so in the agreed ways", async () => {
  work = async () => ({ done: true });
  const { id } = await ask();
  const other = await app.member();
  const statusOf = async (path: string, cookie: string) =>
    (await fetch(path, { headers: cookie ? { cookie } : {}, signal: AbortSignal.timeout(20_000) })).status;
  expect(await statusOf(address(id), "")).toBe(401);
  expect(await statusOf(address(id), other.cookie)).toBe(404);
  expect(await statusOf(address("not-an-id"), owner.cookie)).toBe(404);
});

test("nobody listens any more once a job is over or its watchers have left", async () => {
  let end = () => {};
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  work = async ({ report }) => {
    await report.stage("one");
    await ending;
    return { done: true };
  };
  const connections = async () => {
    const text = await (await fetch(`${app.url}/api/metrics`)).text();
    return Number(/^inkwire_live_connections (\d+)/m.exec(text)?.[1]);
  };
  const before = await connections();
  const { id } = await ask();
  const streams = await Promise.all([open(id), open(id), open(id)]);
  await eventually("three watch", async () => (await connections()) === before + 3);
  streams[0]?.[Symbol.dispose]();
  await eventually("one has left", async () => (await connections()) === before + 2);
  end();
  await eventually("the others ended with it", () => streams.slice(1).every(({ ended }) => ended));
  await eventually("nobody is left", async () => (await connections()) === before);
});
