import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineJob, JobFailure, type RunContext } from "@/jobs/define-job";
import { enqueue } from "@/jobs/queue";
import { resubmitForgotten, reviveJobs } from "@/jobs/revive";
import { reduceJob } from "@/modules/job/reduce";
import type { JobUpdate, JobView } from "@/modules/job/schema";
import { db, transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually, promptly } from "../support/eventually";
import type { Person } from "../support/people";

/** What the next run does. */
let work: (context: RunContext<{ n: number }, "one" | "two">) => Promise<{ done: number }>;
let runs = 0;

const testJob = defineJob({
  kind: "test",
  input: z.object({ n: z.number() }),
  result: z.object({ done: z.number() }),
  limit: { name: "test", points: 1_000, seconds: 1 },
  stages: [
    { id: "one", label: "First", seconds: 1 },
    { id: "two", label: "Second", seconds: 3 },
  ],
  run(context) {
    runs++;
    return work(context);
  },
});

vi.mock("@/jobs/registry", () => ({
  jobNamed: (kind: string) => (kind === "test" ? testJob : undefined),
  tasks: [],
  recurringTasks: [],
}));

let app: App;
let owner: Person;

beforeAll(async () => {
  app = await startApp();
  owner = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => {
  runs = 0;
});

const ask = (key?: string) =>
  transact((tx) => enqueue(tx, testJob, { ownerId: owner.id, title: "A test", input: { n: 7 }, ...(key && { key }) }));

const watch = (id: string, lastEventId?: string) =>
  new Received<{ id: string; data: JobUpdate }>((observer) =>
    owner.api.job.onUpdate.subscribe({ id, lastEventId }, observer as never),
  );

const stateOf = (updates: Received<{ data: JobUpdate }>) => {
  const last = updates.all.findLast(({ data }) => data.type !== "ticked")?.data;
  return last && last.type !== "ticked" ? last.job.state : undefined;
};

/** A promise and what settles it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test("a job tells all of its way, and its stream ends with it", async () => {
  const [followed, half] = [gate(), gate()];
  work = async ({ report, input }) => {
    await followed.opened;
    await report.stage("one", "Looking");
    report.log("found something");
    report.item({ key: "a", label: "The first", state: "running" });
    report.write("Once ");
    report.progress(0.5);
    await half.opened;
    await report.stage("two");
    report.write("upon");
    report.item({ key: "a", state: "done" });
    return { done: input.n };
  };
  const { id } = await ask();
  using updates = watch(id);
  await eventually("it is followed", () => updates.all.length > 0);
  followed.open();
  await eventually("it is half through the first stage", () =>
    updates.all.some(
      ({ data }) =>
        (data.type === "ticked" && data.percentage === 12) || (data.type === "snapshot" && data.job.percentage === 12),
    ),
  );
  half.open();
  await eventually("it succeeds", () => stateOf(updates) === "succeeded");
  const view = await owner.api.job.byId.query({ id });
  const heard = updates.all.reduce<JobView | undefined>(
    (known, { data }) => reduceJob(known, data) ?? known,
    undefined,
  );
  expect(heard?.log).toEqual(view.log);
  expect(view).toMatchObject({
    state: "succeeded",
    percentage: 100,
    result: { done: 7 },
    text: "Once upon",
    log: [{ number: 1, text: "found something" }],
    items: [{ key: "a", label: "The first", state: "done" }],
    nextPollMs: null,
  });
  expect(view.stages.every(({ startedAt, endedAt }) => startedAt && endedAt)).toBe(true);
});

test("who comes late gets all of it at once, and who comes after the end its end", async () => {
  const rest = gate();
  work = async ({ report }) => {
    await report.stage("one");
    report.log("a line");
    await report.stage("two");
    await rest.opened;
    return { done: 1 };
  };
  const { id } = await ask();
  await eventually("it is at the second stage", async () => (await owner.api.job.byId.query({ id })).stage === "two");
  using late = watch(id);
  await eventually("the snapshot comes", () => late.all.length > 0);
  expect(late.all[0]?.data).toMatchObject({ type: "snapshot", job: { stage: "two", log: [{ text: "a line" }] } });
  rest.open();
  await eventually("it ends", () => stateOf(late) === "succeeded");
  using after = watch(id);
  await eventually("the end comes", () => after.all.length === 1);
  expect(after.all[0]?.data).toMatchObject({ type: "snapshot", job: { state: "succeeded", percentage: 100 } });
});

test("a transaction that rolls back asks for nothing", async () => {
  work = async () => ({ done: 1 });
  let id = "";
  const refused = transact(async (tx) => {
    ({ id } = await enqueue(tx, testJob, { ownerId: owner.id, title: "Never", input: { n: 1 } }));
    throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  const { id: next } = await ask();
  await eventually(
    "the next one runs",
    async () => (await owner.api.job.byId.query({ id: next })).state === "succeeded",
  );
  await expect(owner.api.job.byId.query({ id })).rejects.toMatchObject({ data: { reason: "not_found" } });
  expect(runs).toBe(1);
});

test("a failure says what was wrong, where, and what to do; trying again is the owner's to ask", async () => {
  work = async ({ report }) => {
    await report.stage("two");
    throw new JobFailure("The book has no pages.", "Choose another one.");
  };
  const { id } = await ask();
  using updates = watch(id);
  await eventually("it fails", () => stateOf(updates) === "failed");
  const view = await owner.api.job.byId.query({ id });
  expect(view.error).toEqual({ stage: "two", reason: "The book has no pages.", next: "Choose another one." });
  expect(runs).toBe(1);
  work = async () => ({ done: 2 });
  await owner.api.job.retry.mutate({ id });
  await eventually("it succeeds", async () => (await owner.api.job.byId.query({ id })).state === "succeeded");
  expect((await owner.api.job.byId.query({ id })).error).toBeNull();
  await expect(owner.api.job.retry.mutate({ id })).rejects.toMatchObject({ data: { reason: "conflict" } });
});

test("what fails unexpectedly is tried again, without a word of why leaving the server", async () => {
  work = async ({ attempt }) => {
    if (attempt === 1) throw new Error("password=hunter2");
    return { done: attempt };
  };
  const { id } = await ask();
  await eventually("it succeeds", async () => (await owner.api.job.byId.query({ id })).state === "succeeded", 20_000);
  const view = await owner.api.job.byId.query({ id });
  expect(view).toMatchObject({ attempt: 2, result: { done: 2 } });
  expect(JSON.stringify(view)).not.toContain("hunter2");
});

test("one that waits is cancelled at once, one that runs within two seconds, and it really stops", async () => {
  let stopped = false;
  work = async ({ report, signal }) => {
    await report.stage("one");
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    stopped = true;
    return { done: 0 };
  };
  const { id } = await ask();
  await eventually("it runs", async () => (await owner.api.job.byId.query({ id })).stage === "one");
  await owner.api.job.cancel.mutate({ id });
  await eventually(
    "it is cancelled",
    async () => (await owner.api.job.byId.query({ id })).state === "cancelled",
    promptly,
  );
  await eventually("the work stops", () => stopped);
});

test("what is under way when it is cancelled comes to its end, and nothing stays as if it were", async () => {
  work = async ({ report, signal }) => {
    await report.stage("one");
    for (const key of ["a step", "one that is given up"]) report.item({ key, state: "running" });
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => setImmediate(resolve), { once: true }));
    report.item({ key: "a step", state: "done" });
    return { done: 1 };
  };
  const { id } = await ask();
  await eventually("it runs", async () => (await owner.api.job.byId.query({ id })).stage === "one");
  await owner.api.job.cancel.mutate({ id });
  const job = await eventually("it is cancelled", async () => {
    const view = await owner.api.job.byId.query({ id });
    return view.state === "cancelled" ? view : null;
  });
  expect(job.items.map(({ key, state }) => [key, state])).toEqual([
    ["a step", "done"],
    ["one that is given up", "waiting"],
  ]);
});

test("one that does not listen is left behind, and cannot write any more", async () => {
  const heedless = gate();
  let refusal: unknown;
  work = async ({ report }) => {
    await report.stage("one");
    await heedless.opened;
    refusal = await report.stage("two").catch((error) => error);
    return { done: 0 };
  };
  const { id } = await ask();
  await eventually("it runs", async () => (await owner.api.job.byId.query({ id })).stage === "one");
  await owner.api.job.cancel.mutate({ id });
  await eventually("it is cancelled", async () => (await owner.api.job.byId.query({ id })).state === "cancelled");
  heedless.open();
  await eventually("the work learns of it", () => refusal !== undefined);
  expect(await owner.api.job.byId.query({ id })).toMatchObject({ state: "cancelled", stage: "one" });
});

test("twenty who ask for the same at once get one job", async () => {
  const rest = gate();
  work = async () => {
    await rest.opened;
    return { done: 1 };
  };
  const asked = await Promise.all(Array.from({ length: 20 }, () => ask("the same")));
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  rest.open();
  const id = asked[0]?.id ?? "";
  await eventually("it is done", async () => (await owner.api.job.byId.query({ id })).state === "succeeded");
  expect((await ask("the same")).id).not.toBe(id);
});

test("a list of jobs follows all of them", async () => {
  work = async ({ report }) => {
    await report.stage("one");
    return { done: 1 };
  };
  const { live } = await owner.api.job.list.query({});
  const { id } = await ask();
  using mine = new Received<{ data: { type: string; id: string; job?: { state: string } } }>((observer) =>
    owner.api.job.onMine.subscribe({ lastEventId: live }, observer as never),
  );
  await eventually("its end comes", () =>
    mine.all.some(({ data }) => data.id === id && data.job?.state === "succeeded"),
  );
  const states = mine.all.flatMap(({ data }) => (data.id === id && data.type === "changed" ? [data.job?.state] : []));
  expect(states).toEqual(["queued", "running", "running", "succeeded"]);
  const first = await owner.api.job.list.query({ limit: 1, state: "over" });
  expect(first.items).toHaveLength(1);
  const second = await owner.api.job.list.query({ limit: 1, state: "over", cursor: first.nextCursor });
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
});

test("one that takes its time is left to its worker", async () => {
  const rest = gate();
  work = async ({ report }) => {
    await report.stage("one");
    await rest.opened;
    return { done: 1 };
  };
  const { id } = await ask();
  await eventually("it runs", async () => (await owner.api.job.byId.query({ id })).stage === "one");
  // As if it had begun long ago: whoever looks for dead workers looks at it now.
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 hour' WHERE key = ${id}`;
  await reviveJobs();
  rest.open();
  await eventually("it succeeds", async () => (await owner.api.job.byId.query({ id })).state === "succeeded");
  expect((await owner.api.job.byId.query({ id })).attempt).toBe(1);
});

test("one that the workers have forgotten is handed to them again", async () => {
  work = async () => ({ done: 1 });
  const { id } = await db().job.create({
    data: { kind: "test", ownerId: owner.id, title: "Forgotten", stages: [], input: { n: 1 }, createdAt: new Date(0) },
    select: { id: true },
  });
  await resubmitForgotten();
  await eventually("it succeeds", async () => (await owner.api.job.byId.query({ id })).state === "succeeded");
});

test("a run that another has taken the place of does not end the job", async () => {
  const rests = [gate(), gate()];
  work = async ({ attempt, report }) => {
    await report.stage("one");
    await rests[attempt - 1]?.opened;
    return { done: attempt };
  };
  const { id } = await ask();
  await eventually("it runs", async () => (await owner.api.job.byId.query({ id })).stage === "one");
  // Its worker is taken for dead, and is not.
  await db().$executeRaw`UPDATE "Job" SET state = 'queued', worker = null WHERE id = ${id}`;
  await db()
    .$queryRaw`SELECT graphile_worker.force_unlock_workers(ARRAY(SELECT locked_by FROM graphile_worker._private_jobs WHERE key = ${id}))::text`;
  await eventually("another runs", async () => (await owner.api.job.byId.query({ id })).attempt === 2);
  rests[0]?.open();
  rests[1]?.open();
  await eventually("it succeeds", async () => (await owner.api.job.byId.query({ id })).state === "succeeded");
  expect(await owner.api.job.byId.query({ id })).toMatchObject({ attempt: 2, result: { done: 2 } });
});
