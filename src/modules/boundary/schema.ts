import { z } from "zod";
import { authorView, byHandleInput } from "@/modules/member/schema";
import { rating } from "@/modules/story/schema";
import { text } from "@/platform/text";

/** A block holds in both directions, a mute for who set it alone. */
export const boundaryKind = z.enum(["block", "mute"]);
export type BoundaryKind = z.infer<typeof boundaryKind>;

export const boundaryInput = byHandleInput.extend({ kind: boundaryKind });
export type BoundaryInput = z.infer<typeof boundaryInput>;

/** What I have set against one member; what they have set against me is not mine to know. */
export const boundaryState = z.object({ blocked: z.boolean(), muted: z.boolean() });
export type BoundaryState = z.infer<typeof boundaryState>;

export const boundaryItem = z.object({ member: authorView, kind: boundaryKind, since: z.iso.datetime() });
export type BoundaryItem = z.infer<typeof boundaryItem>;

const longestList = 30;

/** What does not come up by itself, in feeds, searches, toasts and notifications; by its link everything can be read. */
export const limits = z.object({
  highestRating: rating,
  avoidedWarnings: z
    .array(text().trim().toLowerCase().min(1).max(60))
    .max(longestList, `At most ${longestList}`)
    .transform((warnings) => [...new Set(warnings)]),
});
export type Limits = z.infer<typeof limits>;

/** The ratings up to one. */
export const ratingsUpTo = (highest: Limits["highestRating"]) =>
  rating.options.slice(0, rating.options.indexOf(highest) + 1);
