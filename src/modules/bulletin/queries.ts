import { live } from "@/live/live";
import { db, type Tx } from "@/platform/db";
import type { BulletinView, ListedBulletin } from "./schema";

const columns = { id: true, text: true, tone: true, by: true, postedAt: true, endsAt: true } as const;

interface Row {
  id: string;
  text: string;
  tone: string;
  by: string;
  postedAt: Date;
  endsAt: Date | null;
}

const listed = ({ id, text, tone, by, postedAt, endsAt }: Row): ListedBulletin => ({
  id,
  text,
  tone: tone === "warn" ? "warn" : "info",
  by,
  postedAt: postedAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
});

/** The latest that has not ended, of which there is one at most. */
export async function findCurrent(client: Tx): Promise<BulletinView | null> {
  const row = await client.bulletin.findFirst({
    where: { OR: [{ endsAt: null }, { endsAt: { gt: new Date() } }] },
    orderBy: [{ postedAt: "desc" }, { id: "desc" }],
    select: columns,
  });
  if (!row) return null;
  const { by: _, ...view } = listed(row);
  return view;
}

export async function readCurrent(): Promise<{ bulletin: BulletinView | null; live: string }> {
  const cursor = await live.cursor();
  return { bulletin: await findCurrent(db()), live: cursor };
}

/** Those of all time, the latest first. */
export async function listBulletins(): Promise<ListedBulletin[]> {
  const rows = await db().bulletin.findMany({
    orderBy: [{ postedAt: "desc" }, { id: "desc" }],
    take: 50,
    select: columns,
  });
  return rows.map(listed);
}
