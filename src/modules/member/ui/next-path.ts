import { ownPath } from "@/platform/page-path";

const home = "/community";

/** A path of ours to return to after signing in; `home` for anything else. */
export function safeNext(value: unknown): string {
  const path = ownPath(value);
  // Back to the form would be a loop.
  return path === null || /^\/sign-(?:in|up)(?:[/?#]|$)/.test(path) ? home : path;
}

const withNext = (form: string, next: string) => {
  const target = safeNext(next);
  return target === home ? form : `${form}?next=${encodeURIComponent(target)}`;
};

/** The sign-in page that leads back to `next`. */
export const signInHref = (next: string): string => withNext("/sign-in", next);

export const signUpHref = (next: string): string => withNext("/sign-up", next);
