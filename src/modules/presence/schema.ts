import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView } from "@/modules/member/schema";

/** `story:{id}`: those who read it. `studio:{id}`: those who write it. */
export const room = z
  .string()
  .regex(/^(story|studio):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "A room is story:{id} or studio:{id}");

export const roomInput = z.object({ room });

/** Where in a room somebody is, by id: at a chapter, or with the comment that is being answered. */
const at = z.uuid();

export const watchInput = z.object({ room, at: at.optional(), ...resumable });

export const typingInput = z.object({ room, at: at.optional() });

export const visibilityInput = z.object({ invisible: z.boolean() });
export type VisibilityInput = z.infer<typeof visibilityInput>;

/** Somebody in a room, once however many tabs, devices and connections. */
export const personView = authorView.extend({
  /** The chapters where they are; none in rooms without. */
  at: z.array(z.string()),
});
export type PersonView = z.infer<typeof personView>;

/** So many of a room are named, the first to come; the others are a number. */
export const mostNamed = 50;

export const roster = z.object({
  people: z.array(personView),
  /** Members beyond those named. */
  others: z.number().int(),
  guests: z.number().int(),
});
export type Roster = z.infer<typeof roster>;

/**
 * What a room tells: `sync` first, and whenever numbers changed; `join` also for somebody who is there already and went to
 * another chapter.
 */
export type RoomMessage =
  | ({ type: "sync" } & Roster)
  | { type: "join"; person: PersonView }
  | { type: "leave"; id: string };
