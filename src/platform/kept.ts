// What a page keeps in this browser, through reloads. Storage may be barred: then nothing is found, and nothing is kept.

/** The first lasts until it is removed; the second as long as the tab, which alone sees it. */
export type KeptIn = "localStorage" | "sessionStorage";

export function readKept(key: string, place: KeptIn = "localStorage"): string | null {
  try {
    return globalThis[place].getItem(key);
  } catch {
    return null;
  }
}

/** The same of what was kept as JSON; null, too, for what is none. */
export function readKeptJson(key: string, place?: KeptIn): unknown {
  try {
    return JSON.parse(readKept(key, place) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps `value`; an empty one removes what was kept. @returns whether that worked. */
export function keep(key: string, value: string, place: KeptIn = "localStorage"): boolean {
  try {
    if (value) globalThis[place].setItem(key, value);
    else globalThis[place].removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Those of this browser that begin with `prefix`, in their order as text. */
export function keptKeys(prefix: string): string[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
    return keys.filter((key) => key.startsWith(prefix)).sort();
  } catch {
    return [];
  }
}
