import { z } from "zod";
import { admin, router } from "@/trpc/init";
import { disconnect } from "./commands";
import { listConnections, readHealth, readJourney, readMetrics } from "./queries";
import {
  connectionsView,
  disconnectInput,
  healthView,
  journeyInput,
  journeyView,
  metricsInput,
  metricsView,
} from "./schema";

/** For administrators: how this installation does. Read by polling, so that it works when streams do not. */
export const adminRouter = router({
  metrics: admin
    .input(metricsInput)
    .output(metricsView)
    .query(({ input }) => readMetrics(input.span)),

  health: admin.output(healthView).query(() => readHealth()),

  /** The streams that are open, at whatever process. */
  connections: admin.output(connectionsView).query(() => listConnections()),

  journey: admin
    .input(journeyInput)
    .output(journeyView)
    .query(({ input }) => readJourney(input.days)),

  disconnect: admin
    .input(disconnectInput)
    .output(z.void())
    .mutation(({ ctx, input }) => disconnect(ctx.actor, input)),
});
