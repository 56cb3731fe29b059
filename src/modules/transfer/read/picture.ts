import type { Picture } from "../book";

const signatures: [Picture["type"], RegExp][] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
  [
    "image/svg+xml",
    /^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?<svg[\s>]/i,
  ],
];

/** What a picture is by its first bytes; null for what is none that browsers show. */
export function pictureType(bytes: Uint8Array): Picture["type"] | null {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  return signatures.find(([, pattern]) => pattern.test(head))?.[0] ?? null;
}

/** Collects the pictures that a text refers to, each once. */
export class Pictures {
  readonly #byPath = new Map<string, Picture>();

  get all(): Picture[] {
    return [...this.#byPath.values()];
  }

  /** The address to write into Markdown for the picture at `path`, or null where it is none. */
  async add(path: string, read: () => Promise<Uint8Array>): Promise<string | null> {
    const known = this.#byPath.get(path);
    if (known) return `picture:${known.key}`;
    const bytes = await read();
    const type = pictureType(bytes);
    if (!type) return null;
    const key = String(this.#byPath.size + 1);
    this.#byPath.set(path, { key, type, bytes });
    return `picture:${key}`;
  }
}
