import type { RowsOf } from "./matrix";
import { everyone, members, type Persona, type World } from "./world";

const inAWeek = () => new Date(Date.now() + 7 * 24 * 60 * 60_000).toISOString();

interface Wanted {
  resultsFor?: "everyone" | "answered" | "organiser";
  guests?: boolean;
  story?: "public" | "followers" | "draft";
  visibility?: "public" | "unlisted";
}

/** A new poll of the owner; not by the procedure, which nobody may call that often. */
async function made(world: World, { story, ...settings }: Wanted = {}): Promise<{ slug: string }> {
  const storyId = story && (story === "draft" ? await world.draft() : await world.published(story)).id;
  return world.poll({ storyId, ...settings });
}

const slugOf = (wanted?: Wanted) => async (world: World) => ({ slug: (await made(world, wanted)).slug });

/** A poll that the follower has answered. */
async function answered(world: World, wanted?: Wanted) {
  const { slug } = await made(world, wanted);
  await world.people.follower.api.poll.respond.mutate({ slug, yes: [1] });
  return slug;
}

/** A poll with a guest's answer, and the key of that. */
async function answeredByGuest(world: World, wanted: Wanted = {}) {
  const { slug } = await made(world, { guests: true, ...wanted });
  const { key } = await world.app.guest.poll.respond.mutate({ slug, yes: [1], name: "A guest" });
  if (!key) throw new Error("a guest's first answer comes with a key");
  return { slug, key };
}

const answering = (wanted?: Wanted) => async (world: World, persona: Persona) => ({
  slug: (await made(world, wanted)).slug,
  yes: [2],
  ...(persona === "guest" || persona === "banned" ? { name: "Somebody" } : {}),
});

const organisersOnly = members("forbidden", { owner: "ok" });
const hasResults = ({ results }: { results: unknown }) => results !== null;

export const poll: RowsOf<"poll"> = {
  bySlug: {
    free: { input: slugOf(), shows: hasResults, expected: everyone("ok") },
    unlisted: { input: slugOf({ visibility: "unlisted" }), expected: everyone("ok") },
    "about a story for followers": {
      input: slugOf({ story: "followers" }),
      expected: everyone("not_found", { follower: "ok", owner: "ok" }),
    },
    "about a draft": { input: slugOf({ story: "draft" }), expected: everyone("not_found", { owner: "ok" }) },
    "results for those who answered": {
      input: async (world) => ({ slug: await answered(world, { resultsFor: "answered" }) }),
      shows: hasResults,
      expected: everyone("nothing", { follower: "ok", owner: "ok" }),
    },
    "results for the organiser": {
      input: async (world) => ({ slug: await answered(world, { resultsFor: "organiser" }) }),
      shows: hasResults,
      expected: everyone("nothing", { owner: "ok" }),
    },
    "results of a closed one": {
      input: async (world) => {
        const slug = await answered(world, { resultsFor: "organiser" });
        await world.owner.api.poll.close.mutate({ slug });
        return { slug };
      },
      shows: hasResults,
      expected: everyone("ok"),
    },
  },
  list: {
    open: {
      input: async (world) => ({ storyId: (await storyWithPoll(world, "public")).id }),
      shows: ({ items }) => items.length === 1,
      expected: everyone("ok"),
    },
    "closed ones too": {
      input: async (world) => {
        const { id } = await storyWithPoll(world, "public");
        const { items } = await world.owner.api.poll.list.query({ storyId: id });
        for (const { slug } of items) await world.owner.api.poll.close.mutate({ slug });
        return { filter: "public", storyId: id };
      },
      shows: ({ items }) => items.length === 1,
      expected: everyone("ok"),
    },
    "about a story for followers": {
      input: async (world) => ({ storyId: (await storyWithPoll(world, "followers")).id }),
      shows: ({ items }) => items.length === 1,
      expected: everyone("nothing", { follower: "ok", owner: "ok" }),
    },
    mine: {
      input: async (world) => {
        await made(world);
        return { filter: "mine" };
      },
      shows: ({ items }) =>
        items.some(({ organiser }: { organiser: { handle: string } }) => organiser.handle === "the-owner"),
      expected: members("nothing", { owner: "ok" }),
    },
    answered: {
      input: async (world) => {
        await answered(world);
        return { filter: "answered" };
      },
      shows: ({ items }) => items.length > 0,
      expected: members("nothing", { follower: "ok" }),
    },
  },
  clock: { expected: everyone("ok") },
  create: {
    free: {
      input: () => ({ kind: "choice", question: "Tea?", timeZone: "UTC", choices: ["Yes", "No"] }),
      expected: members("ok"),
    },
    "about the owner's story": {
      input: async (world) => ({
        kind: "choice",
        question: "Tea?",
        timeZone: "UTC",
        choices: ["Yes", "No"],
        storyId: (await world.published()).id,
      }),
      expected: members("not_found", { owner: "ok" }),
    },
  },
  edit: { input: async (world) => ({ ...(await slugOf()(world)), closesAt: inAWeek() }), expected: organisersOnly },
  close: { input: slugOf(), expected: organisersOnly },
  reopen: {
    input: async (world) => {
      const { slug } = await made(world);
      await world.owner.api.poll.close.mutate({ slug });
      return { slug };
    },
    expected: organisersOnly,
  },
  remove: { input: slugOf(), expected: members("forbidden", { owner: "ok", admin: "ok" }) },
  removeResponse: {
    input: async (world) => {
      const { slug } = await made(world, { guests: true });
      const { answer } = await world.app.guest.poll.respond.mutate({ slug, yes: [1], name: "A guest" });
      return { slug, id: answer.id };
    },
    expected: organisersOnly,
  },
  respond: {
    members: { input: answering(), expected: everyone("ok", { guest: "forbidden", banned: "forbidden" }) },
    guests: { input: answering({ guests: true }), expected: everyone("ok") },
    "about a story for followers": {
      input: answering({ story: "followers", guests: true }),
      expected: everyone("not_found", { follower: "ok", owner: "ok" }),
    },
  },
  withdraw: {
    input: async (world) => ({ slug: await answered(world) }),
    expected: everyone("not_found", { follower: "ok" }),
  },
  openAnswer: {
    "with the key": { input: (world) => answeredByGuest(world), expected: everyone("ok") },
    "with the key of another poll": {
      input: async (world) => ({ ...(await answeredByGuest(world)), slug: (await made(world, { guests: true })).slug }),
      expected: everyone("not_found"),
    },
    "with the key, for results": {
      input: (world) => answeredByGuest(world, { resultsFor: "answered" }),
      shows: hasResults,
      expected: everyone("ok"),
    },
    "with a key that nobody was given": {
      input: async (world) => ({ slug: (await made(world, { guests: true })).slug, key: "A".repeat(43) }),
      expected: everyone("not_found"),
    },
  },
  visit: { input: slugOf(), expected: members("ok") },
  // what each may hear there is the subject of integration/polls.test.ts
  onResults: {
    free: { input: slugOf(), expected: everyone("ok") },
    "about a story for followers": {
      input: slugOf({ story: "followers" }),
      expected: everyone("not_found", { follower: "ok", owner: "ok" }),
    },
  },
};

async function storyWithPoll(world: World, visibility: "public" | "followers") {
  const story = await world.published(visibility);
  await world.poll({ storyId: story.id });
  return story;
}
