import type { RowsOf } from "./matrix";
import { members, ownersOnly } from "./world";

export const discovery: RowsOf<"discovery"> = {
  tastes: { expected: members("ok") },
  start: { input: () => ({ tastes: {} }), expected: members("ok") },
  matches: { input: async (world) => ({ id: await world.discovery() }), expected: ownersOnly },
};
