import type { RowsOf } from "./matrix";
import { adminsOnly, everyone } from "./world";

export const bulletin: RowsOf<"bulletin"> = {
  current: { expected: everyone("ok") },
  onChanged: { input: () => ({}), expected: everyone("ok") },
  list: { expected: adminsOnly },
  post: { input: () => ({ text: "The library is open." }), expected: adminsOnly },
  takeDown: { expected: adminsOnly },
};
