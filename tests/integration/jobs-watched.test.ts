import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineJob } from "@/jobs/define-job";
import { enqueue } from "@/jobs/queue";
import type { JobUpdate } from "@/modules/job/schema";
import { transact } from "@/platform/db";
import { type App, type Person, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import { subscriptionUrl } from "../support/raw-stream";
import { SocketReader } from "../support/socket-reader";

/** When the worker said something, by job and what it said; in milliseconds of this process, which runs all of it. */
const said = new Map<string, number>();

/** Opened once everybody watches. */
let begin = () => {};
let allWatch: Promise<void>;

const watched = defineJob({
  kind: "watched",
  input: z.object({}),
  result: z.object({}),
  stages: ["one", "two", "three"].map((id) => ({ id, label: id, seconds: 1 })),
  async run({ id, report }) {
    await allWatch;
    for (const stage of ["one", "two", "three"]) {
      said.set(`${id} ${stage}`, performance.now());
      await report.stage(stage);
    }
    said.set(`${id} succeeded`, performance.now());
    return {};
  },
});

vi.mock("@/jobs/registry", () => ({ jobNamed: () => watched, tasks: [], recurringTasks: [] }));

let app: App;
const owners: Person[] = [];

beforeAll(async () => {
  app = await startApp();
  for (let n = 0; n < 10; n++) owners.push(await app.member());
});
afterAll(() => app[Symbol.asyncDispose]());

const jobs = 100;

/** Readers of the community's stream who have nothing to do with the jobs. */
async function othersWatch(count: number): Promise<Disposable> {
  const path = subscriptionUrl(app.url, "story.onPublished", {}).slice(app.url.length);
  const readers = Array.from(
    { length: count },
    (_, n) =>
      new SocketReader({ url: () => app.url, request: () => ({ path, cookie: `inkwire_visitor=reader-${n}` }) }),
  );
  await eventually("their streams are open", () => readers.every(({ open }) => open), 60_000);
  return {
    [Symbol.dispose]() {
      for (const reader of readers) reader.stop();
    },
  };
}

test.each([0, 1_000])(
  "with a hundred jobs watched and %d other streams open, every watcher is told of every state, and how late it is printed",
  async (others) => {
    using _ = await othersWatch(others);
    allWatch = new Promise((resolve) => {
      begin = resolve;
    });
    const latencies: number[] = [];
    const ended = new Set<string>();
    const hear = (id: string, update: JobUpdate) => {
      if (update.type === "ticked") return;
      const { state, stage } = update.job;
      // What a watcher finds as it comes, it was not told.
      const at = update.type === "changed" && said.get(`${id} ${state === "succeeded" ? state : stage}`);
      if (at) latencies.push(performance.now() - at);
      if (state === "succeeded") ended.add(id);
    };
    const firstWord: number[] = [];
    const watchers: Received<{ data: JobUpdate }>[] = [];
    for (let n = 0; n < jobs; n++) {
      const owner = owners[n % owners.length];
      if (!owner) throw new Error("no owner");
      const begun = performance.now();
      const { id } = await transact((tx) => enqueue(tx, watched, { ownerId: owner.id, title: `Job ${n}`, input: {} }));
      const watcher = new Received<{ data: JobUpdate }>((observer) => {
        const onData = (message: { data: JobUpdate }) => {
          if (watcher.all.length === 0) firstWord.push(performance.now() - begun);
          observer.onData(message);
          hear(id, message.data);
        };
        return owner.api.job.onUpdate.subscribe({ id }, { ...observer, onData } as never);
      });
      watchers.push(watcher);
    }
    await eventually("all are watched", () => firstWord.length === jobs, 20_000);
    begin();
    await eventually("all have ended before their watchers", () => ended.size === jobs, 30_000);
    for (const watcher of watchers) watcher[Symbol.dispose]();
    const p = (list: number[], share: number) =>
      Math.round(list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0);
    const line = (list: number[]) => `p50 ${p(list, 0.5)} ms, p95 ${p(list, 0.95)} ms, worst ${p(list, 0.9999)} ms`;
    process.stdout.write(
      `100 jobs watched beside ${others} streams: ${latencies.length} changes told, ${line(latencies)}; first word ${line(firstWord)}\n`,
    );
    expect(latencies.length).toBeGreaterThan(jobs);
  },
  120_000,
);
