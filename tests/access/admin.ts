import type { RowsOf } from "./matrix";
import { adminsOnly } from "./world";

export const admin: RowsOf<"admin"> = {
  metrics: { input: () => ({}), expected: adminsOnly },
  health: { expected: adminsOnly },
  connections: { expected: adminsOnly },
  journey: { input: () => ({}), expected: adminsOnly },
  disconnect: { input: () => ({ processId: "none", connectionId: 0 }), expected: adminsOnly },
};
