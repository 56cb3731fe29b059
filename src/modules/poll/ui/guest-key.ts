import { keep, readKept } from "@/platform/kept";

/** The key of a guest's answer: in their private edit link, and kept by the browser that they answered with. */

const storageKey = (slug: string) => `inkwire:poll:${slug}`;

/** Where storage is barred the link is the only way back, and says so. */
export const keepKey = (slug: string, key: string | null): void => void keep(storageKey(slug), key ?? "");

/**
 * The key from the address, or else the kept one. It is taken out of the address: whoever copies that from the browser means
 * the poll, not their own answer.
 */
export function takeKey(slug: string): string | null {
  const key = new URLSearchParams(window.location.hash.slice(1)).get("key");
  if (!key) return readKept(storageKey(slug));
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  keepKey(slug, key);
  return key;
}

/** After the `#`, which browsers do not send: no log keeps it. */
export const editLink = (slug: string, key: string): string =>
  `${window.location.origin}/polls/${encodeURIComponent(slug)}#key=${key}`;
