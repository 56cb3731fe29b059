import { z } from "zod";
import { durable } from "@/live/catalogue";

/** Connections are to end, at whatever process they are. Every process follows it, no reader does. */
export const disconnected = durable({
  name: "operation.disconnected",
  topic: () => "operation",
  payload: z.union([
    z.object({ processId: z.string(), connectionId: z.number().int() }),
    z.object({ memberId: z.string() }),
  ]),
  visibleTo: () => false,
});
