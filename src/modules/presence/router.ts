import { randomUUID } from "node:crypto";
import { z } from "zod";
import { live } from "@/live/live";
import { anyone, member, router } from "@/trpc/init";
import { setVisibility, tellTyping } from "./commands";
import { personTyping } from "./events";
import { getRoster, getVisibility, openRoom } from "./queries";
import { rooms } from "./rooms";
import { type RoomMessage, roomInput, roster, typingInput, visibilityInput, watchInput } from "./schema";

export const presenceRouter = router({
  inRoom: anyone
    .input(roomInput)
    .output(roster)
    .query(({ ctx, input }) => getRoster(ctx.actor, input)),

  /** Whether I am invisible. */
  visibility: member.output(visibilityInput).query(({ ctx }) => getVisibility(ctx.actor)),
  setVisibility: member
    .input(visibilityInput)
    .output(visibilityInput)
    .mutation(({ ctx, input }) => setVisibility(ctx.actor, input)),
  /** I write just now; again each few seconds while I do. */
  typing: member
    .input(typingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => tellTyping(ctx.actor, input)),

  /** Who watches a room is in it: a `sync` first, then who joins, leaves and writes. */
  watch: anyone.input(watchInput).subscription(async ({ ctx, input: { room, at = "" } }) => {
    const { viewer } = await openRoom(ctx.actor, room);
    return live.stream(
      [personTyping],
      { room },
      {
        viewer,
        after: null,
        whileOpen: (reader: { tell(message: RoomMessage): void; end(): void }) =>
          rooms().enter({ ...reader, viewer, room, at, guest: ctx.visitor ?? randomUUID() }),
      },
    );
  }),
});
