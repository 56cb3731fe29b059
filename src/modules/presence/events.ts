import { z } from "zod";
import { ephemeral } from "@/live/catalogue";
import { isApart } from "@/live/viewer";
import { authorView } from "@/modules/member/schema";

export const roomTopic = ({ room }: { room: string }) => `presence:${room}`;

/** Between processes: who is in a room has changed, read it anew. A lost one is made up for by the next beat. */
export const roomChanged = ephemeral({
  name: "presence.changed",
  topic: roomTopic,
  payload: z.object({ room: z.string(), by: z.string() }),
  newest: ({ by }) => by,
  visibleTo: () => false,
});

/** Somebody writes just now: a comment, or a text. Holds for some seconds, then it is over by itself. */
export const personTyping = ephemeral({
  name: "presence.typing",
  topic: roomTopic,
  payload: z.object({
    type: z.literal("typing"),
    room: z.string(),
    person: authorView,
    /** The comment that is answered, or the chapter; null for neither. */
    at: z.string().nullable(),
  }),
  newest: ({ person }) => person.id,
  intervalMs: 1_000,
  visibleTo: (viewer, { person }) => viewer.memberId !== person.id && !isApart(viewer, person.id),
});
