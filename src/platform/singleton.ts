/**
 * State that must exist once per process. The server is loaded as plain modules and again inside Next's bundles, so a
 * module-level variable would exist several times; a registered symbol on `globalThis` does not.
 */
const registry = globalThis as unknown as Record<symbol, unknown>;

const keyOf = (name: string) => Symbol.for(`inkwire.${name}`);

/** The process-wide value called `name`, created at the first call. */
export function singleton<T>(name: string, create: () => T): T {
  const key = keyOf(name);
  if (!(key in registry)) registry[key] = create();
  return registry[key] as T;
}

/** A process-wide value that the server sets at start; reading it earlier is a programming error and throws. */
export function slot<T>(name: string) {
  const key = keyOf(name);
  return {
    get(): T {
      if (!(key in registry)) throw new Error(`"${name}" is used before the server has started it`);
      return registry[key] as T;
    },
    set(value: T): void {
      registry[key] = value;
    },
    clear(): void {
      delete registry[key];
    },
  };
}
