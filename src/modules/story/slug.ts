import slugify from "@sindresorhus/slugify";

/** The story's address: its title in plain letters, and enough of its id to be the only one. */
export function slugOf(title: string, id: string): string {
  const words = slugify(title).slice(0, 60).replace(/-+$/, "");
  return [words, id.replaceAll("-", "").slice(-8)].filter(Boolean).join("-");
}
