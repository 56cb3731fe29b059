import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { draftJob } from "@/modules/draft/jobs";
import { draftResult } from "@/modules/draft/schema";
import { writeWithModel } from "@/modules/draft/write-with-model";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { eventually, promptly } from "../support/eventually";
import type { Person } from "../support/people";
import { prose } from "../support/prose";
import { startWriterServer, type WriterServer } from "../support/writer-server";

// Drafts over a real endpoint on this machine, which does what endpoints do on bad days.

const key = "sk-not-to-be-seen";
const brief = {
  idea: "A ferryman who is afraid of water must carry a bell across before the frost",
  genre: "fantasy",
  tone: "wry",
  length: "page",
  audience: "general",
} as const;

let app: App;
let writer: WriterServer;
let owner: Person;

beforeAll(async () => {
  writer = await startWriterServer({ pieces: [] });
  Object.assign(process.env, { GENERATOR_URL: writer.url, GENERATOR_API_KEY: key, GENERATOR_MODEL: "scribe-1" });
  app = await startApp();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await writer[Symbol.asyncDispose]();
});
beforeEach(async () => {
  owner = await app.member(); // each has a limit of their own
  writer.requests.length = 0;
  writer.next = [];
  writer.always = { pieces: story };
});

/** A story of about 300 words, as a model would send it. */
const story = ["# The Bell Boat\n\n", ...prose(300).split(/(?<= )/)];

const read = (id: string) => owner.api.job.byId.query({ id });
const stateOf = async (id: string) => (await read(id)).state;
const ended = async (id: string, state: string, ms = 15_000) => {
  await eventually(`it has ${state}`, async () => (await stateOf(id)) === state, ms);
  return read(id);
};
const draftsOf = ({ id }: Person) => db().story.findMany({ where: { authorId: id }, include: { chapters: true } });

test("a draft goes through its six stages into the studio, with titles, blurb, tags and checks", async () => {
  const friend = await app.member();
  const { id: found } = await friend.api.story.create.mutate({
    title: "The Ferry Bell",
    body: "“Who rings it?” said the ferryman. Nobody knew. The bell hung over the water.\n\nIt was cold.",
    genre: "fantasy",
    tags: ["water", "night"],
  });
  await friend.api.story.publish.mutate({ id: found });
  const secret = await friend.api.story.create.mutate({ title: "A secret ferryman", body: "The ferryman, the bell." });
  const { id } = await owner.api.draft.generate.mutate(brief);
  const job = await ended(id, "succeeded");
  expect(job.stages.map((stage) => stage.id)).toEqual([
    "serp-analysis",
    "competitor-scraping",
    "seo-analysis",
    "content-generation",
    "validation",
    "optimization",
  ]);
  expect(job.stages.every(({ startedAt, endedAt }) => startedAt && endedAt)).toBe(true);
  const log = job.log.map(({ text }) => text).join("\n");
  expect(log).toContain("Readers find “The Ferry Bell”");
  expect(log).not.toContain(secret.title);
  const result = draftResult.parse(job.result);
  expect(result).toMatchObject({ storyId: id, href: `/studio/${id}`, blurb: brief.idea });
  expect(result.titles[0]).toBe("The Bell Boat");
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  const manuscript = await owner.api.story.bySlug.query({ slug: result.slug });
  expect(manuscript).toMatchObject({
    id,
    title: "The Bell Boat",
    status: "draft",
    genre: "fantasy",
    words: result.words,
  });
  expect(manuscript.body).toBe(prose(300));
  expect(job.text).toBe(story.join(""));
  expect(writer.requests).toHaveLength(1);
  expect(writer.requests[0]).toMatchObject({ key: `Bearer ${key}`, model: "scribe-1" });
});

test("run again after it has landed, as when its worker died just then, it lands no second time", async () => {
  const { id } = await owner.api.draft.generate.mutate(brief);
  const { result } = await ended(id, "succeeded");
  const { titles, tags, slug, ...again } = await draftJob.run({
    id,
    ownerId: owner.id,
    attempt: 2,
    input: brief,
    report: { stage: async () => {}, progress() {}, log() {}, item() {}, write() {} },
    signal: new AbortController().signal,
  });
  expect(draftResult.parse(result)).toMatchObject({ storyId: again.storyId, slug, tags, words: again.words });
  expect(titles).toEqual(["The Bell Boat"]);
  expect(await draftsOf(owner)).toHaveLength(1);
  expect(writer.requests).toHaveLength(1);
});

test("a cut connection is gone on with where the text stopped", async () => {
  writer.next = [{ pieces: story.slice(0, 100), end: "cut" }, { pieces: story.slice(100) }];
  const { id } = await owner.api.draft.generate.mutate(brief);
  const job = await ended(id, "succeeded");
  expect(job.text).toBe(story.join(""));
  expect(writer.requests[1]?.messages.at(-2)).toEqual({ role: "assistant", content: story.slice(0, 100).join("") });
});

test("an endpoint with too much to do is asked again when it says, and a fault soon", async () => {
  writer.next = [{ status: 429, headers: { "retry-after": "1" } }, { status: 500 }, { pieces: story }];
  const { id } = await owner.api.draft.generate.mutate(brief);
  const job = await ended(id, "succeeded");
  const log = job.log.map(({ text }) => text).join("\n");
  expect(log).toContain("The writing service has too much to do. This asks again in 1 s.");
  expect(log).toContain("The writing service has a fault.");
});

test.each([
  [
    { status: 401, body: `{"error":{"message":"bad key ${key}"}}` },
    "does not accept our key",
    "Whoever runs this site",
  ],
  [{ status: 429, headers: { "retry-after": "600" } }, "too much to do", "in 10 minutes"],
  [{ status: 404 }, "does not understand us (404)", "settings"],
])("what will not pass fails at once, in words, without the key: %j", async (answer, reason, next) => {
  writer.always = answer;
  const { id } = await owner.api.draft.generate.mutate(brief);
  const job = await ended(id, "failed");
  expect(job.error).toMatchObject({ stage: "content-generation" });
  expect(job.error?.reason).toContain(reason);
  expect(job.error?.next).toContain(next);
  expect(JSON.stringify(job)).not.toContain(key);
  expect(JSON.stringify(job)).not.toContain(writer.url);
  expect(writer.requests).toHaveLength(1);
  expect(await draftsOf(owner)).toEqual([]);
});

test("an answer without a story is a failure, not an empty draft", async () => {
  writer.always = { pieces: ["# Only a title\n\n"] };
  const { id } = await owner.api.draft.generate.mutate(brief);
  const { error } = await ended(id, "failed");
  expect(error).toMatchObject({ stage: "validation", reason: "The writing service answered without a story." });
  expect(await draftsOf(owner)).toEqual([]);
});

test("an endpoint that falls silent is let go and asked to go on", async () => {
  const signal = new AbortController().signal;
  const troubles: string[] = [];
  const generator = { url: writer.url, apiKey: undefined, model: "scribe-1" };
  const prompt = { system: "Write.", user: "An idea." };
  const writing = { generator, prompt, signal, silenceMs: 2_000, onTrouble: (text: string) => troubles.push(text) };
  writer.next = [{ pieces: ["He rowed "], end: "silent" }, { pieces: ["on."] }];
  let text = "";
  for await (const more of writeWithModel(writing)) text += more;
  expect(text).toBe("He rowed on.");
  expect(troubles).toEqual(["The writing service fell silent. This goes on where the text stopped in 1 s."]);
  await eventually("it is let go", () => writer.open === 0);
});

test("cancelled while it writes, it stops within two seconds, lets the endpoint go, and what there is can be kept once", async () => {
  writer.always = { pieces: story, everyMs: 50 };
  const { id } = await owner.api.draft.generate.mutate(brief);
  await eventually("text comes", async () => (await read(id)).text.length > 40);
  await owner.api.job.cancel.mutate({ id });
  await eventually("it is cancelled", async () => (await stateOf(id)) === "cancelled", promptly);
  await eventually("the endpoint is let go", () => writer.open === 0, promptly);
  expect(await draftsOf(owner)).toEqual([]);
  const [one, other] = await Promise.all([
    owner.api.draft.keepPartial.mutate({ id }),
    owner.api.draft.keepPartial.mutate({ id }),
  ]);
  expect(one).toEqual(other);
  const drafts = await draftsOf(owner);
  expect(drafts).toHaveLength(1);
  expect(drafts[0]?.title).toMatch(/^Unfinished: A ferryman/);
  expect(drafts[0]?.chapters[0]?.body).toBe((await read(id)).text.trim());
});

test("the same brief asked for twice is one job; many in a row are refused with when to come back", async () => {
  writer.always = { pieces: story, everyMs: 20 };
  const [one, other] = await Promise.all([
    owner.api.draft.generate.mutate(brief),
    owner.api.draft.generate.mutate(brief),
  ]);
  expect(one.id).toBe(other.id);
  await owner.api.job.cancel.mutate({ id: one.id });
  const more = async () => {
    for (let n = 0; n < 20; n++) {
      const { id } = await owner.api.draft.generate.mutate({ ...brief, idea: `${brief.idea}, take ${n}` });
      await owner.api.job.cancel.mutate({ id });
    }
  };
  await expect(more()).rejects.toMatchObject({
    data: { reason: "rate_limited", httpStatus: 429, details: { retryAfterSeconds: expect.any(Number) } },
  });
});

const answers = { ...brief, step: "voice" } as const;

test("the wizard is the same on two devices, and neither overwrites the other unseen", async () => {
  const phone = owner.api.draft;
  const desk = owner.api.draft;
  expect(await phone.wizard.query()).toMatchObject({ version: 0, open: false, step: "idea" });
  const saved = await phone.saveWizard.mutate({ ...answers, version: 0 });
  expect(await desk.wizard.query()).toEqual(saved);
  const further = await desk.saveWizard.mutate({
    ...answers,
    idea: "Another idea, from the desk",
    version: saved.version,
  });
  const stale = phone.saveWizard.mutate({ ...answers, idea: "And one from the phone", version: saved.version });
  await expect(stale).rejects.toMatchObject({ data: { reason: "conflict", details: { current: further } } });
  const twoAtOnce = await Promise.allSettled(
    ["a", "b"].map((idea) => phone.saveWizard.mutate({ ...answers, idea, version: further.version })),
  );
  expect(twoAtOnce.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const stranger = await app.member();
  expect(await stranger.api.draft.wizard.query()).toMatchObject({ version: 0, idea: "" });
});

test("what was used for a draft is not offered to be gone on with, and the next begins empty", async () => {
  const saved = await owner.api.draft.saveWizard.mutate({ ...answers, version: 0 });
  await owner.api.draft.generate.mutate({ ...brief, version: saved.version });
  const after = await owner.api.draft.wizard.query();
  expect(after).toMatchObject({ open: false, idea: "", step: "idea" });
  expect(await owner.api.draft.saveWizard.mutate({ ...answers, version: after.version })).toMatchObject({ open: true });
});
