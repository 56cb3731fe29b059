import { unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFile } from "@/modules/transfer/read/file";
import { db } from "@/platform/db";
import { type App, type Person, startApp } from "../support/app";
import { eventually } from "../support/eventually";

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
  const draft = await owner.api.story.create.mutate({ title: "A Draft", body: "It had *rained*.", tags: ["rain"] });
  const gone = await owner.api.story.create.mutate({ title: "In the Trash", body: "Thrown away." });
  await owner.api.story.remove.mutate({ id: gone.id });
  await owner.api.story.create.mutate({ title: "Nothing Yet" });
  await owner.api.follow.set.mutate({ handle: other.handle });
  await owner.api.unwanted.set.mutate({ kind: "tag", tag: "wasps" });
  await owner.api.savedSearch.save.mutate({ name: "Rainy", terms: { tags: ["rain"] } });

  const files = await packed(owner);
  const account = JSON.parse(textOf(files["account.json"]));
  expect(account).toMatchObject({
    handle: owner.handle,
    email: `${owner.handle}@inkwire.example`,
    following: [{ author: { handle: other.handle } }],
    unwantedTags: [{ tag: "wasps" }],
    savedSearches: [{ name: "Rainy", terms: { tags: ["rain"] } }],
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
  expect(again).toMatchObject({ title: "A Draft", tags: ["rain"], chapters: [{ body: "It had *rained*." }] });
});

test("twice asked for at once is packed once", async () => {
  const asked = await Promise.all([owner.api.member.requestExport.mutate(), owner.api.member.requestExport.mutate()]);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
});

test("somebody with nothing gets an export too", async () => {
  const nobody = await app.member();
  expect(Object.keys(await packed(nobody)).sort()).toEqual(["README.txt", "account.json"]);
});
