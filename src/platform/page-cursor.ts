import type { z } from "zod";
import { AppError } from "./errors";

/** Where a page of a list ended: the sort keys of its last row, so that rows arriving above never shift what follows. */
export const writePageCursor = (keys: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString("base64url");

/**
 * The keys in `cursor`.
 * @throws AppError `invalid` for a cursor that we did not write, or wrote for another order.
 */
export function readPageCursor<Keys>(cursor: string, keys: z.ZodType<Keys>): Keys {
  let value: unknown;
  try {
    const json = Buffer.from(cursor, "base64url").toString();
    if (!json.includes("\\u0000")) value = JSON.parse(json); // the database cannot even compare with a NUL
  } catch {
    // answered below
  }
  const parsed = keys.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "This page cursor does not belong to this list; start again without a cursor.");
}
