import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const theOwners = async (world: World) => ({ id: await world.job() });

export const job: RowsOf<"job"> = {
  byId: { input: theOwners, expected: ownersOnly },
  list: {
    input: async (world) => {
      await world.job();
      return {};
    },
    shows: ({ items }, { owner }) => items.some((item: { ownerId: string }) => item.ownerId === owner.id),
    expected: members("nothing", { owner: "ok" }),
  },
  cancel: { input: theOwners, expected: ownersOnly },
  retry: {
    input: async (world) => ({ id: await world.job("failed") }),
    expected: ownersOnly,
  },
  onUpdate: { input: theOwners, expected: ownersOnly },
  onMine: { input: () => ({}), expected: members("ok") },
};
