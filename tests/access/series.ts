import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly, type Persona, type World } from "./world";

/** A new series of the owner with one story in it. */
async function withStory(world: World, visibility: "public" | "followers" | "unlisted" | null = "public") {
  const { api } = world.owner;
  const { id, slug } = await api.series.create.mutate({ title: "The owner's series" });
  const story = visibility ? await world.published(visibility) : await world.draft();
  await api.series.add.mutate({ id, storyId: story.id });
  return { id, slug, storyId: story.id };
}

const toFollowers = everyone("not_found", { follower: "ok", owner: "ok" });
const hasOne = (items: unknown[]) => items.length > 0;

/** Follows a series that followers may see, as the persona can. */
async function followed(world: World, persona: Persona) {
  const { id } = await withStory(world, "followers");
  if (persona === "follower") await world.people.follower.api.series.follow.mutate({ id });
}

export const series: RowsOf<"series"> = {
  bySlug: {
    "with a public story": { input: (world) => withStory(world), expected: everyone("ok") },
    "with a story for followers": { input: (world) => withStory(world, "followers"), expected: toFollowers },
    "with an unlisted story": {
      input: (world) => withStory(world, "unlisted"),
      expected: everyone("not_found", { owner: "ok" }),
    },
    "with a draft": { input: (world) => withStory(world, null), expected: everyone("not_found", { owner: "ok" }) },
  },
  byAuthor: {
    input: async (world) => {
      await withStory(world);
      return { handle: world.owner.handle };
    },
    shows: hasOne,
    expected: everyone("ok"),
  },
  ofStory: {
    "of a public story": {
      input: async (world) => ({ storyId: (await withStory(world)).storyId }),
      shows: (place) => place !== null,
      expected: everyone("ok"),
    },
    "of a draft": {
      input: async (world) => ({ storyId: (await withStory(world, null)).storyId }),
      shows: (place) => place !== null,
      expected: everyone("nothing", { owner: "ok" }),
    },
  },
  followed: {
    input: followed,
    shows: hasOne,
    expected: members("nothing", { follower: "ok" }),
  },
  create: { input: () => ({ title: "Mine" }), expected: members("ok") },
  update: {
    input: async (world) => ({ id: (await withStory(world)).id, title: "Renamed" }),
    expected: ownersOnly,
  },
  remove: { input: async (world) => ({ id: (await withStory(world)).id }), expected: ownersOnly },
  add: {
    input: async (world) => ({ id: (await withStory(world)).id, storyId: (await world.published()).id }),
    expected: ownersOnly,
  },
  take: { input: (world) => withStory(world), expected: ownersOnly },
  move: { input: async (world) => ({ ...(await withStory(world)), before: null }), expected: ownersOnly },
  onChanged: {
    "with a public story": {
      input: async (world) => ({ id: (await withStory(world)).id }),
      expected: everyone("ok"),
    },
    "with a story for followers": {
      input: async (world) => ({ id: (await withStory(world, "followers")).id }),
      expected: toFollowers,
    },
  },
  follow: {
    "with a public story": {
      input: async (world) => ({ id: (await withStory(world)).id }),
      expected: members("ok", { owner: "invalid" }),
    },
    "with a story for followers": {
      input: async (world) => ({ id: (await withStory(world, "followers")).id }),
      expected: members("not_found", { follower: "ok", owner: "invalid" }),
    },
  },
  unfollow: { input: async (world) => ({ id: (await withStory(world)).id }), expected: members("ok") },
};
