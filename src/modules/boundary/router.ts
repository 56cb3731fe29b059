import { z } from "zod";
import { byHandleInput } from "@/modules/member/schema";
import { member, router } from "@/trpc/init";
import { liftBoundary, setBoundary, setLimits } from "./commands";
import { getBoundaryState, getLimits, listBoundaries } from "./queries";
import { boundaryInput, boundaryItem, boundaryState, limits } from "./schema";

export const boundaryRouter = router({
  state: member
    .input(byHandleInput)
    .output(boundaryState)
    .query(({ ctx, input }) => getBoundaryState(ctx.actor, input)),
  list: member.output(z.array(boundaryItem)).query(({ ctx }) => listBoundaries(ctx.actor)),
  set: member
    .input(boundaryInput)
    .output(boundaryState)
    .mutation(({ ctx, input }) => setBoundary(ctx.actor, input)),
  unset: member
    .input(boundaryInput)
    .output(boundaryState)
    .mutation(({ ctx, input }) => liftBoundary(ctx.actor, input)),
  limits: member.output(limits).query(({ ctx }) => getLimits(ctx.actor)),
  setLimits: member
    .input(limits)
    .output(limits)
    .mutation(({ ctx, input }) => setLimits(ctx.actor, input)),
});
