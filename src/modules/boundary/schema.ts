import { z } from "zod";
import { authorView, byHandleInput } from "@/modules/member/schema";

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
