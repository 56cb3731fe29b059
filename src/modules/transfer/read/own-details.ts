import { genre, mostWarnings, rating, warning } from "@/modules/story/schema";
import type { Book } from "../book";

/** The content warnings in what a file says, without what can be none. */
export const knownWarnings = (said: unknown[]): string[] =>
  said.flatMap((one) => warning.safeParse(one).data ?? []).slice(0, mostWarnings);

/**
 * What our own EPUB and HTML say of the story in their metadata; null for a file from elsewhere.
 * @param said all that the file says under a name.
 */
export function ownDetails(said: (name: string) => string[]): Pick<Book, "genre" | "rating" | "warnings"> | null {
  const [genreSaid] = said("inkwire:genre");
  if (genreSaid === undefined) return null;
  return {
    genre: genre.safeParse(genreSaid).data,
    rating: rating.safeParse(said("inkwire:rating")[0]).data,
    warnings: knownWarnings(said("inkwire:warning")),
  };
}
