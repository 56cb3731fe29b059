import { z } from "zod";
import { defineTask } from "@/jobs/queue";
import { db, transact } from "@/platform/db";
import { tellWritersComments } from "./hide";

/** Takes the comments of a member who was suspended from open pages, batch by batch, or brings them back. */
export const tellWriter = defineTask({
  name: "comment-tell-writer",
  input: z.object({ memberId: z.string() }),
  async run({ memberId }, signal) {
    // As it is now: of a suspension and its end right after, either task says what holds.
    const member = await db().member.findUnique({ where: { id: memberId }, select: { bannedAt: true } });
    if (!member) return;
    const gone = member.bannedAt !== null;
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const last: string | null = after;
      after = await transact((tx) => tellWritersComments(tx, memberId, { gone, after: last }));
    } while (after !== null);
  },
});
