import { z } from "zod";
import { durable } from "@/live/catalogue";
import { bulletinView } from "./schema";

/** What is shown above every page is another one now, or nothing. */
export const bulletinChanged = durable({
  name: "bulletin.changed",
  topic: () => "bulletin",
  payload: z.object({ bulletin: bulletinView.nullable() }),
  visibleTo: () => true,
});
