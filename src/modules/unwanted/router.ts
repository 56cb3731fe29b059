import { live } from "@/live/live";
import { noRelations, viewerOf } from "@/modules/member/actor";
import { member, router } from "@/trpc/init";
import { liftUnwanted, setUnwanted } from "./commands";
import { unwantedChanged } from "./events";
import { onUnwantedInput, unwanted, unwantedList, unwantedState } from "./schema";
import { listUnwanted } from "./store";

/** What a member does not want to meet by itself; nobody else's affair. */
export const unwantedRouter = router({
  list: member.output(unwantedList).query(({ ctx }) => listUnwanted(ctx.actor)),
  set: member
    .input(unwanted)
    .output(unwantedState)
    .mutation(({ ctx, input }) => setUnwanted(ctx.actor, input, ctx)),
  unset: member
    .input(unwanted)
    .output(unwantedState)
    .mutation(({ ctx, input }) => liftUnwanted(ctx.actor, input, ctx)),

  /** What I hid or took back, on whichever of my devices. */
  onChanged: member
    .input(onUnwantedInput)
    .subscription(async ({ ctx, input }) =>
      live.stream(
        [unwantedChanged],
        { memberId: ctx.actor.id },
        { viewer: viewerOf(ctx.actor, noRelations()), after: input.lastEventId },
      ),
    ),
});
