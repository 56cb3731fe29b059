import { randomUUID } from "node:crypto";
import type { RowsOf } from "./matrix";
import { everyone, members, type Persona, type World } from "./world";

const storyId = (visibility?: "public" | "followers") => async (world: World) => ({
  storyId: visibility ? (await world.published(visibility)).id : (await world.draft()).id,
});

/** A comment by `writer` on a new public story of the owner. */
async function comment(world: World, writer: Persona) {
  const { id: storyId } = await world.published();
  return world.clientOf(writer).comment.add.mutate({ id: randomUUID(), storyId, body: "Written by another." });
}

const adding = (visibility?: "public" | "followers") => async (world: World) => ({
  ...(await storyId(visibility)(world)),
  id: randomUUID(),
  body: "Mine.",
});

let heldOn: string | undefined;

export const comments: RowsOf<"comment"> = {
  list: {
    public: { input: storyId("public"), expected: everyone("ok") },
    followers: { input: storyId("followers"), expected: everyone("not_found", { follower: "ok", owner: "ok" }) },
    draft: { input: storyId(), expected: everyone("not_found", { owner: "ok" }) },
    held: {
      // one for all who ask: there are only so many comments in a minute
      input: async (world) => {
        if (!heldOn) {
          const { id, storyId } = await comment(world, "member");
          await world.owner.api.comment.hold.mutate({ id });
          heldOn = storyId;
        }
        return { storyId: heldOn };
      },
      shows: ({ items }) => items.length > 0,
      expected: everyone("nothing", { member: "ok", owner: "ok" }),
    },
  },
  add: {
    public: { input: adding("public"), expected: members("ok") },
    followers: { input: adding("followers"), expected: members("not_found", { follower: "ok", owner: "ok" }) },
    draft: { input: adding(), expected: members("not_found", { owner: "forbidden" }) },
  },
  edit: {
    input: async (world) => ({ id: (await comment(world, "member")).id, version: 1, body: "Other words." }),
    expected: members("not_found", { member: "ok" }),
  },
  remove: {
    input: async (world) => ({ id: (await comment(world, "follower")).id }),
    expected: members("not_found", { follower: "ok", owner: "ok", admin: "ok" }),
  },
  hold: {
    // not the follower again: there are only so many comments in a minute
    input: async (world) => ({ id: (await comment(world, "moderator")).id }),
    expected: members("not_found", { owner: "ok" }),
  },
  approve: {
    input: async (world) => ({ id: (await comment(world, "admin")).id }),
    expected: members("not_found", { owner: "ok" }),
  },
  setSettings: {
    public: {
      input: async (world) => ({ ...(await storyId("public")(world)), moderated: true }),
      expected: members("forbidden", { owner: "ok" }),
    },
    draft: {
      input: async (world) => ({ ...(await storyId()(world)), moderated: true }),
      expected: members("not_found", { owner: "ok" }),
    },
  },
  // what each may hear there is the subject of integration/comments.test.ts
  onChanged: {
    public: { input: storyId("public"), expected: everyone("ok") },
    followers: { input: storyId("followers"), expected: everyone("not_found", { follower: "ok", owner: "ok" }) },
  },
};
