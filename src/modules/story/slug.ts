import { createHash, randomUUID } from "node:crypto";
import slugify from "@sindresorhus/slugify";

/** The story's address: its title in plain letters, and enough of its id to be the only one. */
export function slugOf(title: string, id: string): string {
  const words = slugify(title).slice(0, 60).replace(/-+$/, "");
  return [words, id.replaceAll("-", "").slice(-8)].filter(Boolean).join("-");
}

/** A slug as it is remembered once its story is deleted. */
export const hashOf = (slug: string): string => createHash("sha256").update(slug).digest("hex");

/** UUIDs that sort by time (RFC 9562, version 7), so that equal sort keys fall back to age. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  const random = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
