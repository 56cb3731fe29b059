import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import type { MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { summaryColumns, toSummary, toView, viewColumns } from "./changes";
import type { JobListInput, JobPage, JobView } from "./schema";

/** Whose a job is decides who may know of it: for all others there is none. */
const noSuchJob = () => new AppError("not_found", "There is no job with this id among yours.");

export async function getJob(actor: MemberActor, { id }: { id: string }): Promise<JobView> {
  const row = await db().job.findUnique({ where: { id, ownerId: actor.id }, select: viewColumns });
  if (!row) throw noSuchJob();
  return toView(row);
}

const listKeys = z.tuple([z.iso.datetime(), z.uuid()]);

/** The actor's jobs, the newest first. */
export async function listJobs(actor: MemberActor, { state, kind, cursor, limit }: JobListInput): Promise<JobPage> {
  const position = await live.cursor();
  const where: Prisma.JobWhereInput[] = [{ ownerId: actor.id }];
  if (kind) where.push({ kind });
  if (state)
    where.push({ state: { in: state === "active" ? ["queued", "running"] : ["succeeded", "failed", "cancelled"] } });
  if (cursor) {
    const [createdAt, id] = readPageCursor(cursor, listKeys);
    where.push({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] });
  }
  const rows = await db().job.findMany({
    where: { AND: where },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: summaryColumns,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toSummary),
    nextCursor: rows.length > limit && last ? writePageCursor([last.createdAt.toISOString(), last.id]) : null,
    live: position,
  };
}

/** The bytes of a file that a job of the actor made; null for what is not there, not theirs, or expired. */
export async function findArtifact(
  actor: MemberActor,
  { jobId, name }: { jobId: string; name: string },
): Promise<{ type: string; bytes: Uint8Array } | null> {
  return db().jobArtifact.findFirst({
    where: { jobId, name, expiresAt: { gt: new Date() }, job: { ownerId: actor.id } },
    select: { type: true, bytes: true },
  });
}
