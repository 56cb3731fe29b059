import { defineJob } from "@/jobs/define-job";
import { discoveryResult, startDiscoveryInput } from "./schema";

/** Finds stories for a taste. Those that have been found stay, wherever it is stopped. */
export const discoveryJob = defineJob({
  kind: "discovery",
  input: startDiscoveryInput,
  result: discoveryResult,
  limit: { name: "discovery", points: 5, seconds: 60 },
  stages: [
    { id: "taste", label: "Reading what you like, and whom you follow", seconds: 0.1 },
    { id: "rank", label: "Weighing the stories", seconds: 0.3 },
    { id: "bring", label: "Bringing them one by one", seconds: 0.5 },
  ],
  run: async (context) => (await import("./run-discovery")).runDiscovery(context),
  finished: ({ found }) => ({ type: "discovery.completed", data: { found } }),
});
