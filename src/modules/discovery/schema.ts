import { z } from "zod";
import { followState } from "@/modules/follow/schema";
import { jobState } from "@/modules/job/schema";
import { genre, storyCard, tag } from "@/modules/story/schema";
import { text } from "@/platform/text";

export const lengths = ["any", "short", "long"] as const;

/** Stories with more words than this are long ones. */
export const longFrom = 7_500;

/** What somebody likes to read. All of it may be left out. */
export const tastes = z.object({
  genres: z.array(genre).max(6).default([]),
  tags: z.array(tag).max(12, "At most 12 tags").default([]),
  /** In their own words; each word counts by itself. */
  words: text().trim().max(300, "At most 300 characters").default(""),
  length: z.enum(lengths).default("any"),
});
export type Tastes = z.infer<typeof tastes>;

export const startDiscoveryInput = z.object({ tastes });

/** Why a story was found, one of several reasons. */
export const reason = z.discriminatedUnion("type", [
  z.object({ type: z.literal("tags"), tags: z.array(z.string()) }),
  z.object({ type: z.literal("genre"), genre }),
  z.object({ type: z.literal("words") }),
  /** So many of those that I follow, follow its author. */
  z.object({ type: z.literal("followed"), by: z.number().int() }),
  /** So many of those that I follow, gave it kudos. */
  z.object({ type: z.literal("liked"), by: z.number().int() }),
  z.object({ type: z.literal("new"), days: z.number().int() }),
  /** Kudos from everybody. */
  z.object({ type: z.literal("kudos"), kudos: z.number().int() }),
]);
export type Reason = z.infer<typeof reason>;

export const discoveryIdInput = z.object({ id: z.uuid("A job's id is a UUID") });

const textPart = z.object({ text: z.string(), hit: z.boolean() });

export const match = z.object({
  position: z.number().int(),
  story: storyCard,
  why: z.array(reason),
  /** Where it says what was asked for, with that marked; null where no text does. */
  passage: z.array(textPart).nullable(),
  /** Of its author. */
  follow: followState,
});
export type Match = z.infer<typeof match>;

export const matchesView = z.object({
  tastes,
  state: jobState,
  /** The best first. What may not be seen any more is left out. */
  matches: z.array(match),
});
export type MatchesView = z.infer<typeof matchesView>;

export const discoveryResult = z.object({ href: z.string(), found: z.number().int() });
