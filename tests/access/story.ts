import type { revisions } from "./chapter";
import type { RowsOf } from "./matrix";
import type { search } from "./search";
import { everyone, members, ownersOnly, type World } from "./world";

const fresh = async (world: World) => ({ id: (await world.draft()).id });

/** Whether a page of the feed shows something that is for followers only. */
const showsFollowersOnly = {
  input: async (world: World) => {
    await world.published("followers");
    return { limit: 50 };
  },
  shows: ({ items }: { items: { visibility: string }[] }) => items.some(({ visibility }) => visibility === "followers"),
  expected: everyone("nothing", { follower: "ok", owner: "ok" }),
};

const slugOf = (visibility: "public" | "followers" | "unlisted") => async (world: World) => ({
  slug: (await world.published(visibility)).slug,
});

export const story: Omit<RowsOf<"story">, keyof typeof revisions | keyof typeof search> = {
  feed: showsFollowersOnly,
  tags: { expected: everyone("ok") },
  bySlug: {
    draft: {
      input: async (world) => ({ slug: (await world.draft()).slug }),
      expected: everyone("not_found", { owner: "ok" }),
    },
    public: { input: slugOf("public"), expected: everyone("ok") },
    unlisted: { input: slugOf("unlisted"), expected: everyone("ok") },
    followers: { input: slugOf("followers"), expected: everyone("not_found", { follower: "ok", owner: "ok" }) },
  },
  mine: {
    input: async (world) => {
      await world.draft();
      return {};
    },
    shows: ({ items }, { owner }) => items.some((item: { author: { id: string } }) => item.author.id === owner.id),
    expected: members("nothing", { owner: "ok" }),
  },
  manuscript: { input: fresh, expected: ownersOnly },
  create: { input: () => ({ title: "Mine" }), expected: members("ok") },
  update: {
    input: async (world) => ({ ...(await fresh(world)), version: 1, body: "Mine now." }),
    expected: ownersOnly,
  },
  publish: { input: fresh, expected: ownersOnly },
  schedule: {
    input: async (world) => ({ ...(await fresh(world)), at: new Date(Date.now() + 3_600_000).toISOString() }),
    expected: ownersOnly,
  },
  unschedule: { input: fresh, expected: ownersOnly },
  unpublish: { input: async (world) => ({ id: (await world.published()).id }), expected: ownersOnly },
  remove: { input: fresh, expected: ownersOnly },
  restore: { input: fresh, expected: ownersOnly },
  markRead: { input: async (world) => ({ id: (await world.published()).id }), expected: everyone("ok") },
  // what each may hear there is the subject of integration/visibility.test.ts
  onPublished: { input: () => ({}), expected: everyone("ok") },
  onChanged: { input: () => ({}), expected: everyone("ok") },
  onMine: { input: () => ({}), expected: members("ok") },
};
