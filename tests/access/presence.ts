import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly, type World } from "./world";

const reading = (visibility: "public" | "followers") => async (world: World) => ({
  room: `story:${(await world.published(visibility)).id}`,
});
const drafted = async (world: World) => ({ room: `story:${(await world.draft()).id}` });
const writing = async (world: World) => ({ room: `studio:${(await world.published()).id}` });

const toFollowers = everyone("not_found", { follower: "ok", owner: "ok" });
const ownerAlone = everyone("not_found", { owner: "ok" });

/** The rooms, and who may be in them. */
const rooms = {
  public: { input: reading("public"), expected: everyone("ok") },
  followers: { input: reading("followers"), expected: toFollowers },
  draft: { input: drafted, expected: ownerAlone },
  studio: { input: writing, expected: ownerAlone },
};

export const presence: RowsOf<"presence"> = {
  inRoom: rooms,
  watch: rooms,
  visibility: { expected: members("ok") },
  setVisibility: { input: () => ({ invisible: false }), expected: members("ok") },
  typing: {
    public: { input: reading("public"), expected: members("ok") },
    studio: { input: writing, expected: ownersOnly },
  },
};
