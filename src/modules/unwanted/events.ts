import { z } from "zod";
import { durable } from "@/live/catalogue";
import { unwanted } from "./schema";

/** A member hid something, or took that back: for the lists in their other tabs and on their other devices. */
export const unwantedChanged = durable({
  name: "unwanted.changed",
  topic: ({ memberId }: { memberId: string }) => `member:${memberId}:unwanted`,
  payload: z.object({
    memberId: z.string(),
    what: unwanted,
    /** Whether it was set or lifted. */
    set: z.boolean(),
    /** The browser tab that did it, which shows it already. */
    origin: z.string().max(64).nullable(),
  }),
  visibleTo: (viewer, { memberId }) => viewer.memberId === memberId,
});
