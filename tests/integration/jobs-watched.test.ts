import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineJob } from "@/jobs/define-job";
import { enqueue } from "@/jobs/queue";
import type { JobUpdate } from "@/modules/job/schema";
import { transact } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";
import { subscriptionUrl } from "../support/raw-stream";
import { isLong } from "../support/size";
import { SocketReader } from "../support/socket-reader";

// How long it takes until they are told depends on the machine, and is no matter of tests.

/** Opened once everybody watches. */
let begin = () => {};
let allWatch: Promise<void>;

const watched = defineJob({
  kind: "watched",
  input: z.object({}),
  result: z.object({}),
  limit: { name: "test", points: 1_000, seconds: 1 },
  stages: ["one", "two", "three"].map((id) => ({ id, label: id, seconds: 1 })),
  async run({ report }) {
    await allWatch;
    for (const stage of ["one", "two", "three"]) await report.stage(stage);
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

test.each(isLong ? [0, 1_000] : [1_000])(
  "with a hundred jobs watched and %d other streams open, each watcher is told of each stage of theirs, in order, to the end",
  async (others) => {
    using _ = await othersWatch(others);
    allWatch = new Promise((resolve) => {
      begin = resolve;
    });
    const watchers: Received<{ data: JobUpdate }>[] = [];
    for (let n = 0; n < jobs; n++) {
      const owner = owners[n % owners.length];
      if (!owner) throw new Error("no owner");
      const { id } = await transact((tx) => enqueue(tx, watched, { ownerId: owner.id, title: `Job ${n}`, input: {} }));
      watchers.push(new Received((observer) => owner.api.job.onUpdate.subscribe({ id }, observer as never)));
    }
    await eventually("all have had their first word", () => watchers.every(({ all }) => all.length > 0), 30_000);
    begin();
    const hasEnded = ({ all }: (typeof watchers)[number]) => toldOf(all).at(-1) === "succeeded";
    await eventually("all have ended before their watchers", () => watchers.every(hasEnded), 60_000);
    for (const watcher of watchers) {
      expect(toldOf(watcher.all)).toEqual(["one", "two", "three", "succeeded"]);
      const versions = watcher.all.map(({ data }) => (data.type === "ticked" ? data.version : data.job.version));
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      watcher[Symbol.dispose]();
    }
  },
  120_000,
);

/** The stages, and the end, that a watcher was told of. */
const toldOf = (updates: readonly { data: JobUpdate }[]): string[] =>
  updates.flatMap(({ data }) => {
    if (data.type !== "changed") return [];
    const { state, stage } = data.job;
    return state === "succeeded" ? [state] : (stage ?? []);
  });
