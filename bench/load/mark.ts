/**
 * Every event carries a mark in its text, by which readers recognise it without parsing: `~at:` and sixteen digits, in
 * fan-outs the time at which it was published.
 */
export const markStart = "~at:";
const digits = 16;
export const markLength = markStart.length + digits;

export const mark = (key: number): string => markStart + String(key).padStart(digits, "0");

/** Reads the key of the mark that begins at `position`. */
export function readKey(bytes: Uint8Array, position: number): number {
  let key = 0;
  const end = position + markLength;
  for (let at = position + markStart.length; at < end; at++) key = key * 10 + ((bytes[at] ?? 48) - 48);
  return key;
}
