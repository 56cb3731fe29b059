import type { RowsOf } from "./matrix";
import { everyone, members, type World } from "./world";

const on = (visibility: "public" | "followers") => async (world: World) => ({
  storyId: (await world.published(visibility)).id,
});

export const reaction: RowsOf<"reaction"> = {
  state: {
    public: { input: on("public"), expected: everyone("ok") },
    followers: { input: on("followers"), expected: everyone("not_found", { follower: "ok", owner: "ok" }) },
  },
  states: {
    input: async (world) => ({ storyIds: [(await world.published("followers")).id] }),
    shows: (answer) => answer.length > 0,
    expected: everyone("nothing", { follower: "ok", owner: "ok" }),
  },
  set: {
    public: { input: on("public"), expected: members("ok", { owner: "invalid" }) },
    followers: { input: on("followers"), expected: members("not_found", { follower: "ok", owner: "invalid" }) },
  },
  unset: { input: on("public"), expected: members("ok", { owner: "invalid" }) },
  onCount: {
    public: { input: on("public"), expected: everyone("ok") },
    followers: { input: on("followers"), expected: everyone("not_found", { follower: "ok", owner: "ok" }) },
  },
};
