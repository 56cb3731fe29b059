import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly, type World } from "./world";

/** A new list of the owner with a public story in it. */
async function list(world: World, open: boolean) {
  const { id: storyId } = await world.published();
  const { id, slug } = await world.owner.api.readingList.create.mutate({ title: "The owner's list", open, storyId });
  return { id, slug, storyId };
}

export const readingList: RowsOf<"readingList"> = {
  bySlug: {
    open: { input: (world) => list(world, true), expected: everyone("ok") },
    "of its owner alone": {
      input: (world) => list(world, false),
      expected: everyone("not_found", { owner: "ok" }),
    },
    "with a story for followers": {
      input: async (world) => {
        const { id, slug } = await world.owner.api.readingList.create.mutate({ title: "For some", open: true });
        await world.owner.api.readingList.add.mutate({ id, storyId: (await world.published("followers")).id });
        return { slug };
      },
      shows: ({ entries }) => entries.length === 1,
      expected: everyone("nothing", { follower: "ok", owner: "ok" }),
    },
    // its owner may keep the link, and gives it to nobody
    "with an unlisted story": {
      input: async (world) => {
        const { id, slug } = await world.owner.api.readingList.create.mutate({ title: "A secret", open: true });
        await world.owner.api.readingList.add.mutate({ id, storyId: (await world.published("unlisted")).id });
        return { slug };
      },
      shows: ({ entries }) => entries.length === 1,
      expected: everyone("nothing", { owner: "ok" }),
    },
  },
  byMember: {
    input: async (world) => {
      await list(world, true);
      return { handle: world.owner.handle };
    },
    shows: (items: { open: boolean }[]) => items.length > 0 && items.every(({ open }) => open),
    expected: everyone("ok"),
  },
  mine: {
    input: async (world) => void (await list(world, false)),
    shows: (items: { title: string }[]) => items.some(({ title }) => title === "The owner's list"),
    expected: members("nothing", { owner: "ok" }),
  },
  choices: {
    input: async (world) => ({ storyId: (await list(world, false)).storyId }),
    shows: (items: { has: boolean }[]) => items.some(({ has }) => has),
    expected: members("nothing", { owner: "ok" }),
  },
  create: {
    "of nothing yet": { input: () => ({ title: "Mine" }), expected: members("ok") },
    "of a story for followers": {
      input: async (world) => ({ title: "Mine", storyId: (await world.published("followers")).id }),
      expected: members("not_found", { follower: "ok", owner: "ok" }),
    },
  },
  update: { input: async (world) => ({ id: (await list(world, true)).id, open: false }), expected: ownersOnly },
  remove: { input: async (world) => ({ id: (await list(world, true)).id }), expected: ownersOnly },
  add: {
    input: async (world) => ({ id: (await list(world, true)).id, storyId: (await world.published()).id }),
    expected: ownersOnly,
  },
  take: { input: (world) => list(world, true), expected: ownersOnly },
  move: { input: async (world) => ({ ...(await list(world, true)), before: null }), expected: ownersOnly },
};
