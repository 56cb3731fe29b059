import { Prisma } from "@/generated/prisma/client";
import type { Tx } from "@/platform/db";
import { catalogue, type NotificationType } from "./catalogue";
import { deliver, type Message } from "./deliver";
import { isChapterUp, lockMembers } from "./rows";
import { notificationType } from "./schema";

/** Members that one transaction tells. Larger ones make other events wait longer behind theirs, smaller ones cost more. */
const batchSize = 500;

/** Notes down what the followers of a story's author are to be told, and returns the id of that note. */
export async function beginFanOut(tx: Tx, message: Message & { storyId: string; actorId: string }): Promise<string> {
  const { id } = await tx.fanOut.create({ data: message, select: { id: true } });
  return id;
}

/**
 * Tells the next of those who are to be told, and returns whether there may be more. What it has done it notes down in the
 * same transaction, so that nobody is told twice, whatever dies.
 */
export async function tellNext(tx: Tx, id: string): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM "FanOut" WHERE id = ${id} FOR UPDATE`;
  const fanOut = await tx.fanOut.findUnique({ where: { id, doneAt: null } });
  if (!fanOut) return false;
  const { storyId, actorId, after } = fanOut;
  const type = notificationType.parse(fanOut.type);
  const listed = await isListed(tx, storyId);
  if (type === "chapter.new" && !(await isUp(tx, fanOut.data))) return false; // it goes on when the chapter is up again
  const ids = listed ? await nextOf(tx, audienceOf(type, fanOut), after) : [];
  await lockMembers(tx, ids);
  const data = fanOut.data as Prisma.InputJsonObject;
  const told = await deliver(tx, { type, subject: fanOut.subject, storyId, actorId, data }, ids);
  const more = ids.length === batchSize;
  await tx.fanOut.update({
    where: { id },
    data: { after: ids.at(-1) ?? after, told: { increment: told }, doneAt: more ? null : new Date() },
    select: { id: true },
  });
  return more;
}

/** Whether others may meet the story; from here to the end of `tx` nobody withdraws it. */
async function isListed(tx: Tx, storyId: string): Promise<boolean> {
  const [story] = await tx.$queryRaw<{ listed: boolean }[]>`
    SELECT status = 'published' AND "removedAt" IS NULL AND visibility <> 'unlisted' AS listed
    FROM "Story" WHERE id = ${storyId} FOR SHARE`;
  return story?.listed ?? false;
}

/** Whether the chapter that is told of is up; so it stays, since `isListed` holds its story. */
async function isUp(tx: Tx, data: Prisma.JsonValue): Promise<boolean> {
  const { chapterId } = catalogue["chapter.new"].data.parse(data);
  const [chapter] = await tx.$queryRaw<{ up: boolean }[]>`SELECT ${isChapterUp(Prisma.sql`${chapterId}`)} AS up`;
  return chapter?.up ?? false;
}

/** Ids of the notes of which some have not been told, since the chapter was kept back meanwhile. */
export async function listUnfinished(tx: Tx, storyId: string, chapterId: string): Promise<string[]> {
  const rows = await tx.fanOut.findMany({
    where: { storyId, type: "chapter.new", doneAt: null, data: { path: ["chapterId"], equals: chapterId } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Ids of those whom a message is for, as far as they may read the story. */
export function audienceOf(
  type: NotificationType,
  { actorId, storyId }: { actorId: string; storyId: string },
): Prisma.Sql {
  const author = Prisma.sql`SELECT "followerId" AS id FROM "Follow" WHERE "authorId" = ${actorId}`;
  const saved = Prisma.sql`SELECT "memberId" AS id FROM "Bookmark" WHERE "storyId" = ${storyId}`;
  const series = Prisma.sql`
    SELECT f."memberId" AS id FROM "SeriesFollow" f JOIN "SeriesEntry" e ON e."seriesId" = f."seriesId"
    JOIN "Series" s ON s.id = e."seriesId" AND s."hiddenAt" IS NULL
    WHERE e."storyId" = ${storyId}`;
  if (type === "series.story") return series;
  return type === "chapter.new" ? Prisma.sql`${author} UNION ${saved}` : Prisma.sql`${author} UNION ${series}`;
}

async function nextOf(tx: Tx, audience: Prisma.Sql, after: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${audience}) audience WHERE id > ${after} ORDER BY id LIMIT ${batchSize}`;
  return rows.map(({ id }) => id);
}
