import { z } from "zod";
import { durable } from "@/live/catalogue";
import { isApart } from "@/live/viewer";

/** The words of a series, its stories or their order changed, or it is gone: what shows it reads it again. */
export const seriesChanged = durable({
  name: "series.changed",
  topic: ({ id }: { id: string }) => `series:${id}`,
  payload: z.object({ id: z.string(), authorId: z.string() }),
  visibleTo: (viewer, { authorId }) => !isApart(viewer, authorId),
});
