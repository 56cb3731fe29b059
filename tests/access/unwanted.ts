import type { RowsOf } from "./matrix";
import { members, type World } from "./world";

/** A story for followers that its follower has hidden, to see that others do not learn of that. */
async function afterTheFollowerHid(world: World) {
  const { id: storyId } = await world.published("followers");
  await world.people.follower.api.unwanted.set.mutate({ kind: "story", storyId });
  return undefined;
}

const ofFollowers = async (world: World) => ({
  kind: "story" as const,
  storyId: (await world.published("followers")).id,
});
const aTag = () => ({ kind: "tag" as const, tag: "wasps" });

export const unwanted: RowsOf<"unwanted"> = {
  list: {
    input: afterTheFollowerHid,
    shows: ({ stories }: { stories: unknown[] }) => stories.length > 0,
    expected: members("nothing", { follower: "ok" }),
  },
  set: {
    "a tag": { input: aTag, expected: members("ok") },
    "a story for followers": {
      input: ofFollowers,
      expected: members("not_found", { follower: "ok", owner: "invalid" }),
    },
  },
  unset: {
    "a tag": { input: aTag, expected: members("ok") },
    // that it was not hidden is nothing to complain of
    "a story": { input: ofFollowers, expected: members("ok") },
  },
  onChanged: { input: () => ({}), expected: members("ok") },
};
