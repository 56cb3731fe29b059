import type { RowsOf } from "./matrix";
import { members, type World } from "./world";

/** The first chapter of a story that followers may read, whatever else there is. */
async function ofFollowers(world: World) {
  const { id: storyId } = await world.published("followers");
  const { chapters } = await world.owner.api.chapter.outline.query({ storyId });
  return { storyId, chapterId: chapters[0]?.id ?? "" };
}

const toFollowers = members("not_found", { follower: "ok", owner: "ok" });

/** Shows that somebody else's reading does not come up. */
const afterTheFollowerRead = async (world: World) => {
  const { storyId, chapterId } = await ofFollowers(world);
  await world.people.follower.api.reading.move.mutate({ chapterId, anchor: "", fraction: 0.5 });
  await world.people.follower.api.reading.save.mutate({ storyId, saved: true });
  return { storyId, chapterId };
};
const followersAlone = members("nothing", { follower: "ok" });

export const reading: RowsOf<"reading"> = {
  places: {
    input: async (world) => ({ storyId: (await afterTheFollowerRead(world)).storyId }),
    shows: ({ places, saved }: { places: unknown[]; saved: boolean }) => places.length === 1 && saved,
    expected: followersAlone,
  },
  history: {
    input: async (world) => {
      await afterTheFollowerRead(world);
      return {};
    },
    shows: ({ items }: { items: { place: { fraction: number } }[] }) =>
      items.some(({ place: { fraction } }) => fraction === 0.5),
    expected: followersAlone,
  },
  saved: {
    input: async (world) => {
      await afterTheFollowerRead(world);
      return {};
    },
    shows: ({ items }: { items: unknown[] }) => items.length > 0,
    expected: followersAlone,
  },
  settings: { expected: members("ok") },
  move: {
    input: async (world) => ({ chapterId: (await ofFollowers(world)).chapterId, anchor: "", fraction: 0.25 }),
    expected: toFollowers,
  },
  mark: { input: async (world) => ({ ...(await ofFollowers(world)), read: true }), expected: toFollowers },
  forget: { input: async (world) => ({ storyId: (await ofFollowers(world)).storyId }), expected: members("ok") },
  save: {
    input: async (world) => ({ storyId: (await ofFollowers(world)).storyId, saved: true }),
    expected: toFollowers,
  },
  saveSettings: {
    input: () => ({ font: "sans", size: 110, measure: 60, leading: 160, paragraphs: "spaced" }),
    expected: members("ok"),
  },
  // that each hears only of their own is the subject of integration/reading.test.ts
  onMoved: { input: () => ({}), expected: members("ok") },
};
