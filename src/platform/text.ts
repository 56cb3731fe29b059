import { z } from "zod";

/**
 * Text from outside: without NUL, which PostgreSQL cannot store, and with lone halves of surrogate pairs, which no encoding
 * can carry, replaced by U+FFFD.
 */
export const text = () => z.string().overwrite((value) => value.replaceAll("\0", "").toWellFormed());
