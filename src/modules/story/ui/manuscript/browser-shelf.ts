import { createStore, del, get, keys, set } from "idb-keyval";
import type { Shelf } from "./shelf";

const mirrorPrefix = "inkwire-manuscript:";

/** A browser may leave a request to its database unanswered for ever; then we say that the device keeps nothing. */
const patienceMs = 5_000;

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser's database did not answer")), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const storedAt = (value: unknown): number =>
  typeof value === "object" && value !== null && "savedAt" in value && typeof value.savedAt === "number"
    ? value.savedAt
    : 0;

/** IndexedDB, with localStorage for what must be kept in the instant in which a page goes away. */
export function browserShelf(): Shelf {
  const store = createStore("inkwire-manuscripts", "texts");

  const storedKeys = async (prefix: string): Promise<string[]> =>
    (await within(keys<IDBValidKey>(store))).filter(
      (key): key is string => typeof key === "string" && key.startsWith(prefix),
    );

  return {
    put: (key, value) => within(set(key, value, store)),
    remove: (key) => within(del(key, store)),
    async list(prefix) {
      const rows = new Map<string, unknown>(mirrored(prefix));
      try {
        for (const key of await storedKeys(prefix)) {
          const value: unknown = await within(get(key, store));
          if (!rows.has(key) || storedAt(value) > storedAt(rows.get(key))) rows.set(key, value);
        }
      } catch {
        // What is mirrored is all that can be had.
      }
      return [...rows].map(([key, value]) => ({ key, value }));
    },
    async keys(prefix) {
      const stored = await storedKeys(prefix).catch(() => []);
      return [...new Set([...stored, ...mirrored(prefix).map(([key]) => key)])];
    },
    mirror(key, value) {
      try {
        localStorage.setItem(mirrorPrefix + key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    unmirror(key) {
      try {
        localStorage.removeItem(mirrorPrefix + key);
      } catch {
        // Where storage is forbidden there is nothing to remove.
      }
    },
  };
}

function mirrored(prefix: string): [string, unknown][] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(mirrorPrefix + prefix))
      .map((name) => [name.slice(mirrorPrefix.length), parse(localStorage.getItem(name))]);
  } catch {
    return [];
  }
}

function parse(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}
