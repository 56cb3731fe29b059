const home = "/community";
const nowhere = "http://inkwire.invalid";

/**
 * A path of ours to return to after signing in, whatever the address bar held; `home` for anything else. Browsers read
 * a backslash as a slash and drop tabs and line breaks, so `//`, `/\` and `/<tab>/` all lead to another host.
 */
export function safeNext(value: unknown): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (typeof value !== "string" || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(value)) return home;
  if (!URL.canParse(value, nowhere)) return home;
  const { origin, pathname, search, hash } = new URL(value, nowhere);
  // Without its dots "/.//host" is "//host".
  if (origin !== nowhere || pathname.startsWith("//")) return home;
  // Back to the form would be a loop.
  if (/^\/sign-(?:in|up)(?:\/|$)/.test(pathname)) return home;
  return pathname + search + hash;
}

const withNext = (form: string, next: string) => {
  const target = safeNext(next);
  return target === home ? form : `${form}?next=${encodeURIComponent(target)}`;
};

/** The sign-in page that leads back to `next`. */
export const signInHref = (next: string): string => withNext("/sign-in", next);

export const signUpHref = (next: string): string => withNext("/sign-up", next);
