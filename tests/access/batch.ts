import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const drafts = async (world: World) => ({
  action: { type: "tag" as const, add: ["sea"], remove: [] },
  storyIds: [(await world.draft()).id],
});
const ended = async (world: World) => ({ id: await world.endedBatch() });

export const batch: RowsOf<"batch"> = {
  selectable: {
    input: async (world) => {
      await world.draft();
      return {};
    },
    shows: ({ ids }) => ids.length > 0,
    // whoever has none is shown none
    expected: members("nothing", { owner: "ok" }),
  },
  preview: { input: drafts, expected: ownersOnly },
  start: { input: drafts, expected: ownersOnly },
  retryFailed: { input: ended, expected: ownersOnly },
  undo: { input: ended, expected: ownersOnly },
};
