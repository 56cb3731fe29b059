import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { db } from "@/platform/db";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import type { FeedbackList, ListFeedback } from "./schema";
import { feedbackColumns, toFeedback } from "./views";

const keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** What was sent to the operators, the newest first. */
export async function listFeedback({ state, cursor, limit }: ListFeedback): Promise<FeedbackList> {
  const position = await live.cursor();
  const where: Prisma.FeedbackWhereInput = { doneAt: state === "open" ? null : { not: null } };
  if (cursor) {
    const [createdAt, id] = readPageCursor(cursor, keys);
    where.OR = [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }];
  }
  const rows = await db().feedback.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: feedbackColumns,
  });
  const items = rows.slice(0, limit).map(toFeedback);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? writePageCursor([last.sentAt, last.id]) : null,
    live: position,
  };
}
