import type { Root } from "hast";
import { parseStory } from "../markdown";

/** In characters of Markdown; a tree takes some ten times as much memory. */
const most = 4_000_000;

const trees = new Map<string, { tree: Root; size: number }>();
let total = 0;

/**
 * The text of a story as `parseStory` gives it, parsed once for all readers of a version.
 * @param key names the text and its version: two texts must never share one.
 */
export function parseStoryOnce(key: string, markdown: string): Root {
  const known = trees.get(key);
  trees.delete(key);
  const entry = known ?? { tree: parseStory(markdown), size: markdown.length };
  trees.set(key, entry);
  if (!known) total += entry.size;
  for (const [oldest, { size }] of trees) {
    if (total <= most || trees.size === 1) break;
    trees.delete(oldest);
    total -= size;
  }
  return entry.tree;
}
