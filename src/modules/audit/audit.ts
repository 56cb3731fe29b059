import type { MemberActor } from "@/modules/member/actor";
import type { Tx } from "@/platform/db";
import type { AuditAction } from "./schema";

interface Act {
  action: AuditAction;
  subject: {
    /** "story", "comment", "member" and the like. */
    kind: string;
    id: string;
    /** What it is called, for whoever reads this when it is gone. */
    name: string;
  };
  /** What was said about it, such as a reason. */
  details?: Record<string, string | null>;
}

/** Writes down what a moderator or administrator does, in the transaction of the act. Nothing changes it later. */
export async function audit(tx: Tx, actor: MemberActor, { action, subject, details = {} }: Act): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorId: actor.id,
      actorHandle: actor.handle,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subject: subject.name.slice(0, 300),
      details,
    },
    select: { id: true },
  });
}
