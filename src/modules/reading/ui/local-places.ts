import { z } from "zod";
import { keep, readKeptJson } from "@/platform/kept";
import type { Place } from "../schema";

/** A place as this browser keeps it, whether or not the server has heard of it. */
const localPlace = z.object({
  chapterId: z.string(),
  storyId: z.string(),
  anchor: z.string(),
  fraction: z.number(),
  finished: z.boolean(),
  /** When it was read, by this device's clock, in milliseconds since 1970. */
  at: z.number(),
  /** The server has it, or need not: a guest's stays here. */
  sent: z.boolean(),
});
export type LocalPlace = z.infer<typeof localPlace>;

/** By person first: on a shared device nobody meets another's reading. */
const prefix = (owner: string | null) => `inkwire:place:${owner ?? "guest"}:`;

export const readLocalPlace = (owner: string | null, chapterId: string): LocalPlace | null =>
  localPlace.safeParse(readKeptJson(prefix(owner) + chapterId)).data ?? null;

/** Where storage is full or barred the place is kept on the server, or for a guest not at all. */
export const writeLocalPlace = (owner: string | null, place: LocalPlace): void =>
  void keep(prefix(owner) + place.chapterId, JSON.stringify(place));

/** All that was read in these chapters in this browser. */
export const localPlaces = (owner: string | null, chapterIds: readonly string[]): LocalPlace[] =>
  chapterIds.flatMap((id) => readLocalPlace(owner, id) ?? []);

export const fromServer = (place: Place): LocalPlace => ({
  ...place,
  at: Date.parse(place.readAt),
  sent: true,
});

/** Of each chapter the place that was read last, from wherever it is known; the latest first. */
export function latestPlaces(places: readonly LocalPlace[]): LocalPlace[] {
  const byChapter = new Map<string, LocalPlace>();
  for (const place of places) {
    const other = byChapter.get(place.chapterId);
    if (!other || other.at < place.at) byChapter.set(place.chapterId, place);
  }
  return [...byChapter.values()].sort((a, b) => b.at - a.at);
}

/** At the end of a chapter there is nothing to come back to. */
export const isAtEnd = ({ finished, fraction }: Pick<LocalPlace, "finished" | "fraction">): boolean =>
  finished && fraction > 0.9;
