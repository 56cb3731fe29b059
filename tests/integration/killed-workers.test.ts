import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobNamed } from "@/jobs/registry";
import type { JobView } from "@/modules/job/schema";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { epubOf } from "../support/epub";
import { eventually } from "../support/eventually";
import { holdStages, type StageHold } from "../support/hold-stages";
import type { Person } from "../support/people";
import { startRedis, type TestRedis } from "../support/redis";
import { startWorkerProcess, type WorkerProcess } from "../support/worker-process";

// Workers are killed while jobs of every kind are at every one of their stages, each with all that the stage does behind
// it and nothing written down of that. (Archives of accounts: job-workers.test.ts. Text that comes: drafting-workers.)

let app: App;
let redis: TestRedis;
let holds: StageHold;
let workers: WorkerProcess[];

beforeAll(async () => {
  redis = await startRedis();
  process.env.INKWIRE_WORKER = "off";
  app = await startApp({ redisUrl: redis.url });
  holds = await holdStages(app.databaseUrl);
  workers = await startWorkers();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await holds[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  await redis.stop();
});

/** Each runs four jobs at once. */
const startWorkers = () =>
  Promise.all(
    [1, 2].map(() =>
      startWorkerProcess({ DATABASE_URL: app.databaseUrl, REDIS_URL: redis.url, GENERATOR_URL: undefined }),
    ),
  );

interface Kind {
  stages: string[];
  /** Asks for the job. @returns its id, and what must be true of its end */
  begin(owner: Person): Promise<{ id: string; expectEnd: (job: JobView) => Promise<void> }>;
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const book = epubOf(
  3,
  [
    { path: "a.xhtml", body: `<h2>One</h2><p><img src="m.png" alt="A map"/></p>`, toc: [["One"]] },
    { path: "b.xhtml", body: "<h2>Two</h2><p>Then.</p>", toc: [["Two"]] },
  ],
  { "OPS/m.png": png },
);

const write = async ({ api }: Person, tags: string[] = []) =>
  (await api.story.create.mutate({ title: "A Story", body: "Some text.", tags })).id;
const announced = (ids: string[]) => db().liveEvent.count({ where: { name: "story.published", subject: { in: ids } } });
const expectOneFile = (job: JobView) => expect(job.artifacts).toHaveLength(1);

const kinds: Record<string, Kind> = {
  draft: {
    stages: [
      "serp-analysis",
      "competitor-scraping",
      "seo-analysis",
      "content-generation",
      "validation",
      "optimization",
    ],
    async begin(owner) {
      const brief = { genre: "fantasy", tone: "wry", length: "page", audience: "general" } as const;
      const { id } = await owner.api.draft.generate.mutate({ idea: "A ferryman who is afraid of water", ...brief });
      return {
        id,
        async expectEnd(job) {
          const drafts = await db().story.findMany({ where: { authorId: owner.id }, include: { chapters: true } });
          expect(drafts.map((draft) => [draft.id, draft.chapters.map(({ body }) => body)])).toEqual([[id, [job.text]]]);
        },
      };
    },
  },
  import: {
    stages: ["open", "read", "pictures", "review"],
    async begin(owner) {
      const form = new FormData();
      form.set("file", new File([new Uint8Array(book)], "book.epub"));
      const { id: uploadId } = await owner.api.transfer.upload.mutate(form as never);
      const { id } = await owner.api.transfer.import.mutate({ uploadId });
      return {
        id,
        async expectEnd() {
          const { books } = await owner.api.transfer.imported.query({ id });
          expect(books.map(({ chapters }) => chapters.map(({ title }) => title))).toEqual([["One", "Two"]]);
          expect(await db().picture.count({ where: { importId: id } })).toBe(1);
        },
      };
    },
  },
  export: {
    stages: ["collect", "write", "check"],
    async begin(owner) {
      const { id } = await owner.api.transfer.export.mutate({ storyId: await write(owner), format: "epub" });
      return { id, expectEnd: async (job) => expectOneFile(job) };
    },
  },
  "batch of files": {
    stages: ["look", "change", "pack"],
    async begin(owner) {
      const storyIds = [await write(owner), await write(owner)];
      const { id } = await owner.api.batch.start.mutate({ action: { type: "export", format: "markdown" }, storyIds });
      return { id, expectEnd: async (job) => expectOneFile(job) };
    },
  },
  "batch of publications": {
    stages: ["look", "change"],
    async begin(owner) {
      const storyIds = [await write(owner), await write(owner)];
      const action = { type: "publish", visibility: "public" } as const;
      const { id } = await owner.api.batch.start.mutate({ action, storyIds });
      return {
        id,
        async expectEnd(job) {
          expect(job.items.map(({ key, state }) => [key, state])).toEqual(storyIds.map((key) => [key, "done"]));
          expect(await announced(storyIds)).toBe(2);
        },
      };
    },
  },
  discovery: {
    stages: ["taste", "rank", "bring"],
    async begin(owner) {
      const author = await app.member();
      const tag = `q${randomUUID().slice(0, 8)}`;
      const storyIds = [await write(author, [tag]), await write(author, [tag])];
      for (const id of storyIds) await author.api.story.publish.mutate({ id });
      const { id } = await owner.api.discovery.start.mutate({ tastes: { tags: [tag] } });
      return {
        id,
        async expectEnd() {
          const { matches } = await owner.api.discovery.matches.query({ id });
          expect(matches.map(({ story }) => story.id).sort()).toEqual(storyIds.sort());
          expect(matches.map(({ position }) => position)).toEqual([1, 2]);
        },
      };
    },
  },
};

const cases = Object.entries(kinds).flatMap(([name, { stages, begin }]) =>
  stages.map((stage) => ({ name, stage, begin })),
);
const rounds = [0, 1, 2].map((round) => cases.filter((_, index) => index % 3 === round));

test.each(rounds.map((round, index) => ({ round, turn: index + 1 })))(
  "workers killed, turn $turn of 3: all jobs go on by themselves, and what they do is done once",
  async ({ round }) => {
    const begun = await Promise.all(
      round.map(async ({ name, stage, begin }) => {
        const owner = await app.member();
        await holds.hold(owner.id, stage);
        return { what: `${name} at ${stage}`, owner, ...(await begin(owner)) };
      }),
    );
    await eventually(
      "each has come to the end of its stage",
      async () => (await holds.held()) === begun.length,
      60_000,
    );
    await Promise.all(workers.map((worker) => worker.kill()));
    await holds.release();
    workers = await startWorkers();
    const killed = performance.now();
    for (const { what, owner, id, expectEnd } of begun) {
      const job = await eventually(
        `${what} has ended`,
        async () => {
          const job = await owner.api.job.byId.query({ id });
          return job.endedAt ? job : null;
        },
        60_000,
      );
      expect(job, what).toMatchObject({ state: "succeeded", attempt: 2, percentage: 100, error: null });
      expect(job.log.map(({ number }) => number)).toEqual(job.log.map((_, index) => index + 1));
      await expectEnd(job);
      const told = { memberId: owner.id, type: { in: ["job.finished", "discovery.completed"] } };
      expect(await db().notification.count({ where: told }), what).toBe(1);
    }
    process.stdout.write(`${begun.length} jobs whole again after ${Math.round(performance.now() - killed)} ms\n`);
  },
  180_000,
);

test("these are all stages of all kinds but archives", () => {
  for (const kind of ["draft", "import", "export", "batch", "discovery"]) {
    const here = cases.filter(({ name }) => name.split(" ")[0] === kind).map(({ stage }) => stage);
    expect(new Set(here), kind).toEqual(new Set(jobNamed(kind)?.stages.map(({ id }) => id)));
  }
});
