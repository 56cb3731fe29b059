import { z } from "zod";
import { resumable } from "@/live/cursor";
import { live } from "@/live/live";
import { viewerFor } from "@/modules/follow/queries";
import { admin, anyone, router } from "@/trpc/init";
import { postBulletin, takeDownBulletin } from "./commands";
import { bulletinChanged } from "./events";
import { listBulletins, readCurrent } from "./queries";
import { bulletinView, currentBulletin, listedBulletin, postBulletinInput } from "./schema";

/** What administrators say to everybody, above every page. */
export const bulletinRouter = router({
  current: anyone.output(currentBulletin).query(() => readCurrent()),

  list: admin.output(z.array(listedBulletin)).query(() => listBulletins()),

  post: admin
    .input(postBulletinInput)
    .output(bulletinView)
    .mutation(({ ctx, input }) => postBulletin(ctx.actor, input)),

  takeDown: admin.output(z.void()).mutation(({ ctx }) => takeDownBulletin(ctx.actor)),

  onChanged: anyone
    .input(z.object(resumable))
    .subscription(async ({ ctx, input }) =>
      live.stream([bulletinChanged], undefined, { viewer: await viewerFor(ctx.actor), after: input.lastEventId }),
    ),
});
