import type { Prisma } from "@/generated/prisma/client";
import { guest } from "@/modules/member/actor";
import { listable } from "@/modules/story/queries";
import { db } from "@/platform/db";

/** What search engines are told of: only what everybody may see. */
const open: Prisma.StoryWhereInput = listable(guest);

export interface Address {
  path: string;
  changedAt: Date;
}

/** Addresses in one part of the sitemap; its format allows 50,000. */
const partSize = 10_000;

/** How many parts the stories take: one at least. */
export const countParts = async (): Promise<number> =>
  Math.max(1, Math.ceil((await db().story.count({ where: open })) / partSize));

/** The stories of one part, from 1; empty beyond the last. */
export async function listStoryAddresses(part: number): Promise<Address[]> {
  const rows = await db().story.findMany({
    where: open,
    orderBy: { id: "asc" },
    skip: (part - 1) * partSize,
    take: partSize,
    select: { slug: true, editedAt: true },
  });
  return rows.map(({ slug, editedAt }) => ({ path: `/stories/${slug}`, changedAt: editedAt }));
}

/** Those who have published something, and series with something in them, as many as one part holds. */
export async function listOtherAddresses(): Promise<Address[]> {
  const [authors, series] = await Promise.all([
    db().member.findMany({
      where: { bannedAt: null, stories: { some: open } },
      orderBy: { id: "asc" },
      take: partSize,
      select: { handle: true, updatedAt: true },
    }),
    db().series.findMany({
      where: { hiddenAt: null, entries: { some: { story: open } } },
      orderBy: { id: "asc" },
      take: partSize,
      select: { slug: true, changedAt: true },
    }),
  ]);
  return [
    ...authors.map(({ handle, updatedAt }) => ({ path: `/members/${handle}`, changedAt: updatedAt })),
    ...series.map(({ slug, changedAt }) => ({ path: `/series/${slug}`, changedAt })),
  ];
}
