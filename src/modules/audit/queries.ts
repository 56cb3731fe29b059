import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { db } from "@/platform/db";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { type AuditPage, auditEntry, type ListAudit } from "./schema";

const keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What moderators and administrators have done, the latest first. */
export async function listAudit({ action, by, subjectId, cursor, limit }: ListAudit): Promise<AuditPage> {
  const where: Prisma.AuditEntryWhereInput = {
    ...(action && { action }),
    ...(by && { actorHandle: by }),
    ...(subjectId && { subjectId }),
  };
  if (cursor) {
    const [at, id] = readPageCursor(cursor, keys);
    where.OR = [{ at: { lt: at } }, { at, id: { lt: id } }];
  }
  const rows = await db().auditEntry.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
    omit: { actorId: true },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    // An act that this version of the code does not know is left out, not the whole page.
    items: page.flatMap((row) => {
      const entry = auditEntry.safeParse({ ...row, at: row.at.toISOString() });
      return entry.success ? [entry.data] : [];
    }),
    nextCursor: rows.length > limit && last ? writePageCursor([last.at.toISOString(), last.id]) : null,
  };
}
