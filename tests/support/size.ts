/**
 * With `INKWIRE_LONG=1` tests do as much as is promised: ten thousand requests, say. Otherwise a part of that takes the same ways
 * in minutes less; which part is chance, so that runs add up.
 */
export const isLong = process.env.INKWIRE_LONG === "1";
