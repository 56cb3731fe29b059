import { announce } from "@/live/outbox";
import { audit } from "@/modules/audit/audit";
import type { MemberActor } from "@/modules/member/actor";
import { transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { disconnected } from "./events";
import type { Disconnect } from "./schema";

/** Ends one connection, or all of a member. Their pages come back by themselves: to keep somebody out is moderation. */
export async function disconnect(actor: MemberActor, input: Disconnect): Promise<void> {
  await transact(async (tx) => {
    if ("handle" in input) {
      const member = await tx.member.findUnique({
        where: { handle: input.handle },
        select: { id: true, handle: true },
      });
      if (!member) throw new AppError("not_found", `There is no member @${input.handle}.`);
      await announce(tx, disconnected, { memberId: member.id });
      const subject = { kind: "member", id: member.id, name: `@${member.handle}` };
      return audit(tx, actor, { action: "stream.disconnected", subject });
    }
    const { processId, connectionId } = input;
    await announce(tx, disconnected, { processId, connectionId });
    const subject = { kind: "stream", id: `${processId} ${connectionId}`, name: `${connectionId}` };
    await audit(tx, actor, { action: "stream.disconnected", subject, details: { process: processId } });
  });
}
