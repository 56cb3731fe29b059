import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { member, router } from "@/trpc/init";
import { askForPen, keepPen, passPen, settlePen, takePen } from "./commands";
import { penChanged } from "./events";
import { listPens, requireWriter } from "./queries";
import { onPensInput, penInput, penList, pensInput, penView } from "./schema";

/** Who writes in which chapter, where several people work on a story. */
export const penRouter = router({
  list: member
    .input(pensInput)
    .output(penList)
    .query(({ ctx, input }) => listPens(ctx.actor, input)),
  settle: member
    .input(penInput)
    .output(penView)
    .mutation(({ ctx, input }) => settlePen(ctx.actor, input)),
  ask: member
    .input(penInput)
    .output(penView)
    .mutation(({ ctx, input }) => askForPen(ctx.actor, input)),
  pass: member
    .input(penInput)
    .output(penView)
    .mutation(({ ctx, input }) => passPen(ctx.actor, input)),
  keep: member
    .input(penInput)
    .output(penView)
    .mutation(({ ctx, input }) => keepPen(ctx.actor, input)),
  take: member
    .input(penInput)
    .output(penView)
    .mutation(({ ctx, input }) => takePen(ctx.actor, input)),

  onChanged: member.input(onPensInput).subscription(async ({ ctx, input: { storyId, lastEventId } }) => {
    await requireWriter(ctx.actor, storyId);
    return live.stream([penChanged], { storyId }, { viewer: await viewerFor(ctx.actor), after: lastEventId });
  }),
});
