import type { RowsOf } from "./matrix";
import { staffOnly } from "./world";

export const audit: RowsOf<"audit"> = {
  list: { input: () => ({}), expected: staffOnly },
};
