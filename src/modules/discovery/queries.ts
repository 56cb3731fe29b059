import { notMuted, welcome } from "@/modules/boundary/queries";
import type { MemberActor } from "@/modules/member/actor";
import { toResults } from "@/modules/search/queries";
import { listable } from "@/modules/story/queries";
import { wanted } from "@/modules/unwanted/queries";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { anyOf } from "./ranking";
import { type MatchesView, reason, startDiscoveryInput, type Tastes, tastes } from "./schema";

/**
 * What a discovery of the actor's has found so far, as they may see it now.
 * @throws AppError `not_found` when it is not theirs.
 */
export async function listMatches(actor: MemberActor, { id }: { id: string }): Promise<MatchesView> {
  const job = await db().job.findUnique({
    where: { id, ownerId: actor.id, kind: "discovery" },
    select: { state: true, input: true },
  });
  if (!job) throw new AppError("not_found", "There is no discovery with this id among yours.");
  const asked = startDiscoveryInput.parse(job.input).tastes;
  const rows = await db().discoveryMatch.findMany({
    where: {
      jobId: id,
      story: { AND: [listable(actor), await welcome(actor), await wanted(actor), { author: notMuted(actor) }] },
    },
    orderBy: { position: "asc" },
    select: {
      position: true,
      storyId: true,
      chapterId: true,
      why: true,
      story: {
        select: {
          author: {
            select: {
              _count: { select: { followers: true } },
              followers: { where: { followerId: actor.id }, select: { authorId: true } },
            },
          },
        },
      },
    },
  });
  const found = rows.map(({ storyId, chapterId }) => ({ id: storyId, chapterId }));
  const results = new Map(
    (await toResults(db(), found, anyOf(asked.words))).map((result) => [result.story.id, result]),
  );
  return {
    tastes: asked,
    state: job.state,
    matches: rows.flatMap(({ position, storyId, why, story: { author } }) => {
      const result = results.get(storyId);
      if (!result) return [];
      return [
        {
          position,
          story: result.story,
          why: reason.array().parse(why),
          passage: result.passage?.parts ?? null,
          follow: { following: author.followers.length > 0, followers: author._count.followers },
        },
      ];
    }),
  };
}

/** What the actor asked for the last time, to begin with. */
export async function lastTastes(actor: MemberActor): Promise<Tastes> {
  const job = await db().job.findFirst({
    where: { ownerId: actor.id, kind: "discovery" },
    orderBy: { createdAt: "desc" },
    select: { input: true },
  });
  const { data } = startDiscoveryInput.safeParse(job?.input);
  return data?.tastes ?? tastes.parse({});
}
