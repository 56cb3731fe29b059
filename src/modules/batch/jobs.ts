import { defineJob } from "@/jobs/define-job";
import { batchResult, batchWork } from "./schema";

/** Does one thing with many stories, each in a transaction of its own: what is done is done, whatever becomes of the rest. */
export const batchJob = defineJob({
  kind: "batch",
  input: batchWork,
  result: batchResult,
  limit: { name: "batch", points: 60, seconds: 10 * 60 },
  stages: [
    { id: "look", label: "Looking at the stories", seconds: 0.2 },
    { id: "change", label: "Going through them one by one", seconds: 3 },
    { id: "pack", label: "Packing the files", seconds: 1 },
  ],
  run: async (context) => (await import("./run-batch")).runBatch(context),
});
