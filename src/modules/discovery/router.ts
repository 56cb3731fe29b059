import { jobSummary } from "@/modules/job/schema";
import { member, router } from "@/trpc/init";
import { startDiscovery } from "./commands";
import { lastTastes, listMatches } from "./queries";
import { discoveryIdInput, matchesView, startDiscoveryInput, tastes } from "./schema";

export const discoveryRouter = router({
  /** What I asked for the last time. */
  tastes: member.output(tastes).query(({ ctx }) => lastTastes(ctx.actor)),
  /** Five times a minute. What is found comes one by one: follow the job, and ask for what is new. */
  start: member
    .input(startDiscoveryInput)
    .output(jobSummary)
    .mutation(({ ctx, input }) => startDiscovery(ctx.actor, input)),
  matches: member
    .input(discoveryIdInput)
    .output(matchesView)
    .query(({ ctx, input }) => listMatches(ctx.actor, input)),
});
