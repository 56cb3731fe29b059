import { defineJob } from "@/jobs/define-job";
import { brief, draftResult } from "./schema";

/** Writes a draft into the studio of its owner. What it says of a stage is what it does there, in a world of stories. */
export const draftJob = defineJob({
  kind: "draft",
  input: brief,
  result: draftResult,
  limit: { name: "draft", points: 10, seconds: 10 * 60 },
  stages: [
    { id: "serp-analysis", label: "Analyzing Search Results", seconds: 30 },
    { id: "competitor-scraping", label: "Extracting Competitor Content", seconds: 60 },
    { id: "seo-analysis", label: "Calculating SEO Metrics", seconds: 45 },
    { id: "content-generation", label: "Generating Expert Content", seconds: 90 },
    { id: "validation", label: "Validating Content Quality", seconds: 30 },
    { id: "optimization", label: "Final SEO Optimization", seconds: 15 },
  ],
  run: async (context) => (await import("./run-draft")).runDraft(context),
});
