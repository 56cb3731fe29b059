import type { RowsOf } from "./matrix";
import { everyone, ownersOnly, type World } from "./world";

/** A chapter of a new draft of the owner. */
async function fresh(world: World) {
  const { id: storyId } = await world.draft();
  const { chapter } = await world.owner.api.chapter.add.mutate({ storyId, body: "Two." });
  return { id: chapter.id, version: chapter.version };
}

const freshId = async (world: World) => ({ id: (await fresh(world)).id });

/** A published story with a second chapter that is up, or kept back. */
const secondOf = (visibility: "public" | "followers", draft: boolean) => async (world: World) => {
  const { id: storyId, slug } = await world.published(visibility);
  await world.owner.api.chapter.add.mutate({ storyId, title: "The second", body: "Two.", draft });
  return { slug, number: 2 };
};

const toFollowers = everyone("not_found", { follower: "ok", owner: "ok" });

export const chapter: RowsOf<"chapter"> = {
  read: {
    public: { input: secondOf("public", false), expected: everyone("ok") },
    "draft chapter": { input: secondOf("public", true), expected: everyone("not_found", { owner: "ok" }) },
    followers: { input: secondOf("followers", false), expected: toFollowers },
  },
  entire: {
    followers: { input: secondOf("followers", false), expected: toFollowers },
    "draft chapter": {
      input: secondOf("public", true),
      shows: ({ chapters }: { chapters: unknown[] }) => chapters.length === 2,
      expected: everyone("nothing", { owner: "ok" }),
    },
  },
  outline: { input: async (world) => ({ storyId: (await world.draft()).id }), expected: ownersOnly },
  manuscript: { input: freshId, expected: ownersOnly },
  add: { input: async (world) => ({ storyId: (await world.draft()).id, title: "Mine" }), expected: ownersOnly },
  update: { input: async (world) => ({ ...(await fresh(world)), body: "Mine now." }), expected: ownersOnly },
  move: { input: freshId, expected: ownersOnly },
  remove: { input: freshId, expected: ownersOnly },
  restore: { input: freshId, expected: ownersOnly },
  publish: { input: freshId, expected: ownersOnly },
  unpublish: { input: freshId, expected: ownersOnly },
  // what each may hear there is the subject of integration/chapters.test.ts
  onChanged: {
    public: { input: async (world) => ({ storyId: (await world.published()).id }), expected: everyone("ok") },
    followers: {
      input: async (world) => ({ storyId: (await world.published("followers")).id }),
      expected: toFollowers,
    },
    draft: {
      input: async (world) => ({ storyId: (await world.draft()).id }),
      expected: everyone("not_found", { owner: "ok" }),
    },
  },
};

/** A draft of the owner with an earlier text. */
async function changed(world: World) {
  const { id: storyId } = await world.draft();
  const { chapter } = await world.owner.api.chapter.add.mutate({ storyId, body: "Two." });
  const current = await world.owner.api.chapter.update.mutate({ ...chapter, body: "Another." });
  const [revision] = await world.owner.api.story.revisions.query({ id: storyId });
  return { storyId, revisionId: revision?.id ?? "", version: current.version };
}

export const revisions: Pick<RowsOf<"story">, "revisions" | "revision" | "restoreRevision"> = {
  revisions: { input: async (world) => ({ id: (await world.draft()).id }), expected: ownersOnly },
  revision: { input: async (world) => ({ id: (await changed(world)).revisionId }), expected: ownersOnly },
  restoreRevision: {
    input: async (world) => {
      const { storyId: id, revisionId, version } = await changed(world);
      return { id, revisionId, version };
    },
    expected: ownersOnly,
  },
};
