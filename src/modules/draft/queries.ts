import { z } from "zod";
import { notApart } from "@/modules/boundary/queries";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { genre } from "@/modules/story/schema";
import { db, type Tx } from "@/platform/db";
import { audience, length, tone, type WizardView, wizardStep } from "./schema";

const stored = z.object({
  step: wizardStep.catch("idea"),
  idea: z.string(),
  // What an older version let choose may be gone.
  genre: genre.nullable().catch(null),
  tone: tone.nullable().catch(null),
  length: length.nullable().catch(null),
  audience: audience.nullable().catch(null),
  version: z.number(),
  open: z.boolean(),
});

const blank = { step: "idea", idea: "", genre: null, tone: null, length: null, audience: null } as const;

export const getWizard = (actor: MemberActor): Promise<WizardView> => readWizard(db(), actor);

/** As `getWizard`, inside a transaction. */
export async function readWizard(tx: Tx, actor: MemberActor): Promise<WizardView> {
  const row = await tx.draftWizard.findUnique({ where: { memberId: actor.id } });
  if (!row) return { ...blank, version: 0, open: false, savedAt: null };
  const view = stored.parse(row);
  return { ...view, ...(!view.open && blank), savedAt: row.updatedAt.toISOString() };
}

/** A public story as research sees it. */
export interface Found {
  id: string;
  title: string;
  blurb: string;
  tags: string[];
  genre: string;
  author: string;
  words: number;
  readers: number;
}

const foundColumns = {
  id: true,
  title: true,
  blurb: true,
  tags: true,
  genre: true,
  words: true,
  readers: true,
  author: { select: { name: true } },
} as const;

/** The part of a chapter that is searched, in characters: the index in the migration says the same. */
const searched = 100_000;

/** The public stories that `actor` may see and that an idea leads to, the most fitting first. */
export async function searchStories(actor: Actor, idea: string, limit: number): Promise<Found[]> {
  const ranked = await db().$queryRaw<{ id: string }[]>`
    WITH wanted AS (SELECT replace(plainto_tsquery('english', ${idea})::text, '&', '|')::tsquery AS words),
    hits AS (
      SELECT s.id, 4 * ts_rank(to_tsvector('english', s.title || ' ' || s.blurb), wanted.words) AS rank
      FROM wanted, "Story" s
      WHERE to_tsvector('english', s.title || ' ' || s.blurb) @@ wanted.words
        AND s.status = 'published' AND s.visibility = 'public' AND s."removedAt" IS NULL
      UNION ALL
      SELECT s.id, ts_rank(to_tsvector('english', left(c.body, ${searched}::int)), wanted.words, 1)
      FROM wanted, "Chapter" c JOIN "Story" s ON s.id = c."storyId"
      WHERE to_tsvector('english', left(c.body, ${searched}::int)) @@ wanted.words AND c.position IS NOT NULL AND NOT c.draft
        AND s.status = 'published' AND s.visibility = 'public' AND s."removedAt" IS NULL
      UNION ALL
      SELECT s.id, 0.5
      FROM "Story" s
      WHERE s.tags && regexp_split_to_array(lower(${idea}), '[^[:alnum:]]+')
        AND s.status = 'published' AND s.visibility = 'public' AND s."removedAt" IS NULL
    )
    SELECT id FROM hits GROUP BY id ORDER BY sum(rank) DESC, id LIMIT ${limit * 2}`;
  const rows = await db().story.findMany({
    where: { id: { in: ranked.map(({ id }) => id) }, ...open, author: notApart(actor) },
    select: foundColumns,
  });
  const place = new Map(ranked.map(({ id }, index) => [id, index]));
  return rows
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    .slice(0, limit)
    .map(toFound);
}

const open = { status: "published", visibility: "public", removedAt: null } as const;

/** What readers of a genre read at the moment, for an idea that leads nowhere. */
export async function leadingStories(actor: Actor, kind: string, limit: number): Promise<Found[]> {
  const rows = await db().story.findMany({
    where: { ...open, genre: kind, author: notApart(actor) },
    orderBy: [{ heat: "desc" }, { id: "desc" }],
    take: limit,
    select: foundColumns,
  });
  return rows.map(toFound);
}

const toFound = ({ author, ...row }: Omit<Found, "author"> & { author: { name: string } }): Found => ({
  ...row,
  author: author.name,
});

/** The chapters of a public story that readers can read, each cut at 100,000 characters. */
export async function readChapters(storyId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ body: string }[]>`
    SELECT left(c.body, ${searched}::int) AS body FROM "Chapter" c JOIN "Story" s ON s.id = c."storyId"
    WHERE s.id = ${storyId} AND c.position IS NOT NULL AND NOT c.draft
      AND s.status = 'published' AND s.visibility = 'public' AND s."removedAt" IS NULL
    ORDER BY c.position LIMIT 20`;
  return rows.map(({ body }) => body);
}

/** A draft that has landed already, in the trash or not; null while there is none. */
export const findLanded = (storyId: string, authorId: string) =>
  db().story.findUnique({
    where: { id: storyId, authorId },
    select: {
      id: true,
      title: true,
      blurb: true,
      slug: true,
      tags: true,
      chapters: { orderBy: { position: "asc" }, take: 1, select: { body: true } },
    },
  });
