import type { RowsOf } from "./matrix";
import { adminsOnly, staffOnly } from "./world";

export const admin: RowsOf<"admin"> = {
  metrics: { input: () => ({}), expected: adminsOnly },
  health: { expected: adminsOnly },
  connections: { expected: adminsOnly },
  journey: { input: () => ({}), expected: adminsOnly },
  moderate: {
    input: async (world) => ({ id: await world.case(), decision: "dismiss" }),
    expected: staffOnly,
  },
  disconnect: { input: () => ({ processId: "none", connectionId: 0 }), expected: adminsOnly },
};
