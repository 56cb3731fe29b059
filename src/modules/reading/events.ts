import { z } from "zod";
import { ephemeral } from "@/live/catalogue";
import { place } from "./schema";

/** A member has read on somewhere. Told to their other devices, and to nobody else. */
export const placeMoved = ephemeral({
  name: "reading.moved",
  topic: ({ memberId }: { memberId: string }) => `member:${memberId}:reading`,
  payload: z.object({
    memberId: z.string(),
    place,
    /** The number of the chapter. */
    number: z.number().int(),
    origin: z.string().max(64).nullable(),
  }),
  newest: ({ place }) => place.chapterId,
  visibleTo: (viewer, { memberId }) => viewer.memberId === memberId,
});
