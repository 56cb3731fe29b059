import { randomUUID } from "node:crypto";
import type { RowsOf } from "./matrix";
import { everyone, members, staffOnly, type World } from "./world";

const caseId = async (world: World) => ({ id: await world.case() });
/** One of the owner's, by its id: its page is the owner's, and nobody else's. */
const byId = async (world: World) => ({ id: (await world.measure()).id });
/** As they have it who were told of it where they wanted to sign in. */
const byKey = async (world: World) => ({ id: (await world.measure()).key });
const ownersAlone = everyone("not_found", { owner: "ok" });

const reporting = (visibility?: "public" | "followers") => async (world: World) => ({
  kind: "story" as const,
  id: visibility ? (await world.published(visibility)).id : (await world.draft()).id,
  reason: "spam" as const,
});

async function appealed(world: World) {
  const { id: measureId } = await world.measure({ appealed: true });
  const id = await world.case();
  await world.sql.query(`UPDATE "ModerationCase" SET "appealOf" = $2, "openKey" = 'appeal:' || $1 WHERE id = $1`, [
    id,
    measureId,
  ]);
  return { id, verdict: "uphold" as const, answer: "It stays." };
}

export const moderation: RowsOf<"moderation"> = {
  report: {
    public: { input: reporting("public"), expected: members("ok", { owner: "invalid" }) },
    followers: { input: reporting("followers"), expected: members("not_found", { follower: "ok", owner: "invalid" }) },
    draft: { input: reporting(), expected: members("not_found", { owner: "invalid" }) },
    "a series without anything to see": {
      input: async ({ owner }) => ({
        kind: "series",
        id: (await owner.api.series.create.mutate({ title: "Not begun" })).id,
        reason: "spam",
      }),
      expected: members("not_found", { owner: "invalid" }),
    },
    "a list that is open": {
      input: async ({ owner }) => ({
        kind: "list",
        id: (await owner.api.readingList.create.mutate({ title: "For all", open: true })).id,
        reason: "spam",
      }),
      expected: members("ok", { owner: "invalid" }),
    },
    "a list that is not open": {
      input: async ({ owner }) => ({
        kind: "list",
        id: (await owner.api.readingList.create.mutate({ title: "For me" })).id,
        reason: "spam",
      }),
      expected: members("not_found", { owner: "invalid" }),
    },
    "a poll about a story for followers": {
      input: async (world) => {
        const { slug } = await world.poll({ storyId: (await world.published("followers")).id });
        return { kind: "poll", id: (await world.owner.api.poll.bySlug.query({ slug })).id, reason: "spam" };
      },
      expected: members("not_found", { follower: "ok", owner: "invalid" }),
    },
  },
  notice: {
    "by id": { input: byId, expected: ownersAlone },
    "by key": { input: byKey, expected: everyone("ok") },
  },
  appeal: {
    "by id": {
      input: async (world) => ({ ...(await byId(world)), text: "I disagree." }),
      expected: ownersAlone,
    },
    "by key": {
      input: async (world) => ({ ...(await byKey(world)), text: "I disagree." }),
      expected: everyone("ok"),
    },
  },
  queue: { input: () => ({}), expected: staffOnly },
  byId: { input: caseId, expected: staffOnly },
  claim: { input: caseId, expected: staffOnly },
  release: { input: caseId, expected: staffOnly },
  answer: { input: appealed, expected: staffOnly },
  lift: {
    input: async (world) => ({ measureId: (await world.measure()).id, reason: "We were wrong." }),
    expected: staffOnly,
  },
  members: { input: () => ({}), expected: members("forbidden", { admin: "ok" }) },
  setRole: {
    input: () => ({ handle: `nobody-${randomUUID().slice(0, 8)}`, role: "moderator" }),
    expected: members("forbidden", { admin: "not_found" }),
  },
  onQueue: { input: () => ({}), expected: staffOnly },
};
