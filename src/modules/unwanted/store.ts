import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { listReadable } from "@/modules/story/queries";
import { db } from "@/platform/db";
import type { UnwantedList } from "./schema";

/** All that the actor has hidden, to be looked through and taken back. */
export async function listUnwanted(actor: MemberActor): Promise<UnwantedList> {
  const memberId = actor.id;
  const [tags, rows] = await Promise.all([
    db().unwantedTag.findMany({
      where: { memberId },
      orderBy: [{ createdAt: "desc" }, { tag: "asc" }],
      select: { tag: true },
    }),
    db().unwantedStory.findMany({
      where: { memberId },
      orderBy: [{ createdAt: "desc" }, { storyId: "asc" }],
      select: { storyId: true },
    }),
  ]);
  const ids = rows.map(({ storyId }) => storyId);
  const readable = ids.length > 0 ? await listReadable(await viewerFor(actor), ids) : [];
  const stories = new Map(readable.map(({ id, slug, title }) => [id, { slug, title }]));
  return {
    tags: tags.map(({ tag }) => tag),
    stories: ids.map((storyId) => ({ storyId, story: stories.get(storyId) ?? null })),
  };
}
