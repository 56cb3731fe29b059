import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFile } from "@/modules/transfer/read/file";
import { db } from "@/platform/db";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import { hold } from "../support/hold";
import type { Person } from "../support/people";

let app: App;
let owner: Person;

beforeAll(async () => {
  app = await startApp();
  owner = await app.member();
});
afterAll(() => app[Symbol.asyncDispose]());

async function packed(person: Person): Promise<Record<string, Uint8Array>> {
  const { id } = await person.api.member.requestExport.mutate();
  await eventually("it is packed", async () => (await person.api.job.byId.query({ id })).state === "succeeded");
  const { artifacts } = await person.api.job.byId.query({ id });
  expect(artifacts).toHaveLength(1);
  const row = await db().jobArtifact.findFirstOrThrow({ where: { jobId: id } });
  return unzipSync(new Uint8Array(row.bytes));
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test("an export holds all that a member has made, and nothing of others", async () => {
  const other = await app.member();
  const theirs = await other.api.story.create.mutate({ title: "Theirs", body: "Not to be taken." });
  await other.api.story.publish.mutate({ id: theirs.id });
  const draft = await owner.api.story.create.mutate({
    title: "A Draft",
    chapters: [{ title: "Rain", body: "It had *rained*.", notesBefore: "For Ana.", notesAfter: "More soon." }],
    tags: ["rain"],
    rating: "teen",
  });
  const cut = await owner.api.chapter.add.mutate({ storyId: draft.id, title: "Cut", body: "It had *snowed*." });
  await owner.api.chapter.remove.mutate({ id: cut.chapter.id });
  const gone = await owner.api.story.create.mutate({ title: "In the Trash", body: "Thrown away." });
  const series = await owner.api.series.create.mutate({ title: "Weather" });
  for (const storyId of [gone.id, draft.id]) await owner.api.series.add.mutate({ id: series.id, storyId });
  await owner.api.story.remove.mutate({ id: gone.id });
  await owner.api.story.create.mutate({ title: "Nothing Yet" });
  await owner.api.follow.set.mutate({ handle: other.handle });
  await owner.api.unwanted.set.mutate({ kind: "tag", tag: "wasps" });
  await owner.api.savedSearch.save.mutate({ name: "Rainy", terms: { tags: ["rain"] } });
  const followed = await other.api.series.create.mutate({ title: "Of another" });
  await other.api.series.add.mutate({ id: followed.id, storyId: theirs.id });
  await owner.api.series.follow.mutate({ id: followed.id });
  await owner.api.readingList.create.mutate({ title: "Later", note: "For a train.", storyId: theirs.id });
  const question = { kind: "choice" as const, timeZone: "UTC", choices: ["Yes", "No"] };
  await owner.api.poll.create.mutate({ ...question, question: "Should it rain?" });
  const { slug } = await other.api.poll.create.mutate({ ...question, question: "Should it snow?" });
  await owner.api.poll.respond.mutate({ slug, yes: [2] });
  await owner.api.reading.mark.mutate({ storyId: theirs.id, read: true });
  await db().storyRead.create({ data: { storyId: theirs.id, readerKey: owner.id, memberId: owner.id } });
  await owner.api.reading.saveSettings.mutate({ font: "sans" });
  await owner.api.boundary.set.mutate({ handle: other.handle, kind: "mute" });
  const feedback = { kind: "idea" as const, text: "More rain, please.", page: "/community" };
  await owner.api.feedback.send.mutate({ id: crypto.randomUUID(), ...feedback });
  await owner.api.boundary.setLimits.mutate({ highestRating: "teen", avoidedWarnings: ["gore"] });

  const files = await packed(owner);
  const account = JSON.parse(textOf(files["account.json"]));
  expect(account).toMatchObject({
    handle: owner.handle,
    email: `${owner.handle}@inkwire.example`,
    following: [{ author: { handle: other.handle } }],
    unwantedTags: [{ tag: "wasps" }],
    savedSearches: [{ name: "Rainy", terms: { tags: ["rain"] } }],
    series: [
      {
        title: "Weather",
        entries: [
          { position: 1, story: { title: "In the Trash" } },
          { position: 2, story: { title: "A Draft" } },
        ],
      },
    ],
    followedSeries: [{ series: { title: "Of another" } }],
    readingLists: [{ title: "Later", note: "For a train.", entries: [{ position: 1, story: { title: "Theirs" } }] }],
    polls: [{ question: "Should it rain?", options: [{ text: "Yes" }, { text: "No" }] }],
    pollResponses: [{ poll: { question: "Should it snow?", options: [{}, { number: 2, text: "No" }] }, yes: [2] }],
    reads: [{ story: { title: "Theirs" } }],
    places: [{ story: { title: "Theirs" }, chapter: { position: 1 }, finishedAt: expect.any(String) }],
    readerSettings: { settings: { font: "sans" } },
    boundaries: [{ kind: "mute", other: { handle: other.handle } }],
    feedback: [feedback],
    highestRating: "teen",
    avoidedWarnings: ["gore"],
  });
  expect(account.stories.map(({ title }: { title: string }) => title)).toEqual([
    "A Draft",
    "In the Trash",
    "Nothing Yet",
  ]);
  const all = Object.values(files).map(textOf).join("\n");
  expect(all).toContain("Thrown away.");
  expect(all).not.toContain("Not to be taken.");
  expect(all).not.toMatch(/password|token/i);

  const folder = `stories/${draft.slug}/`;
  const story = Object.fromEntries(
    Object.entries(files).flatMap(([path, bytes]) => (path.startsWith(folder) ? [[path.slice(8), bytes]] : [])),
  );
  const [again] = await readFile("story.zip", zipSync(story));
  expect(again).toMatchObject({
    title: "A Draft",
    tags: ["rain"],
    rating: "teen",
    chapters: [{ title: "Rain", body: "It had *rained*.", notesBefore: "For Ana.", notesAfter: "More soon." }],
  });
  expect(again?.chapters).toHaveLength(1);
  expect(textOf(files[`trash/${draft.slug}/chapters/1.md`])).toMatch(/title: Cut\n---\n\nIt had \*snowed\*\./);
});

test("twice asked for at once is packed once", async () => {
  await using _ = await hold(app.databaseUrl, "Picture"); // so that the first is not over when the second comes
  const asked = await Promise.all([owner.api.member.requestExport.mutate(), owner.api.member.requestExport.mutate()]);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
});

test("somebody with nothing gets an export too", async () => {
  const nobody = await app.member();
  expect(Object.keys(await packed(nobody)).sort()).toEqual(["README.txt", "account.json"]);
});
