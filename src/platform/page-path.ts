/** Links of mails and notices carry a key in their path, which more people read than may use it. */
const keysInPaths = /^(\/(?:new-password|sign-up|unsubscribe|notices)\/).+/;

/** The path of a page of ours as it may be logged and shown to others. */
export const withoutKey = (path: string): string => path.replace(keysInPaths, "$1…");

/** True for a path with a key, and for one whose key was taken out: it leads nowhere. */
export const hasKey = (path: string): boolean => keysInPaths.test(path);

const nowhere = "http://inkwire.invalid";

/**
 * `value` as a path of ours with what follows it, or null, whatever an address bar held. Browsers read a backslash as a slash
 * and drop tabs and line breaks, so `//`, `/\` and `/<tab>/` all lead to another host.
 */
export function ownPath(value: unknown): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (typeof value !== "string" || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(value)) return null;
  if (!URL.canParse(value, nowhere)) return null;
  const { origin, pathname, search, hash } = new URL(value, nowhere);
  // Without its dots "/.//host" is "//host".
  if (origin !== nowhere || pathname.startsWith("//")) return null;
  return pathname + search + hash;
}
