import type { Tx } from "@/platform/db";
import { demoStaff } from "./members";

const hour = 60 * 60 * 1_000;
const minute = 60_000;

/** What waits for the moderators of the demo: a comment that two have reported, one case that is taken, one that is decided. */
export async function createCases(tx: Tx, now: number): Promise<void> {
  const [keeper, moderator] = demoStaff.map(({ handle }) => ({ id: `demo-${handle}`, handle }));
  const story = await tx.story.findFirst({
    where: { title: "The Wolf at F Sharp" },
    select: { id: true, slug: true, title: true, blurb: true, authorId: true },
  });
  const comment = await tx.comment.findFirst({
    where: { body: { startsWith: "I read this out at work." } },
    select: { id: true, body: true, writerId: true, story: { select: { slug: true, title: true } } },
  });
  if (!keeper || !moderator || !story || !comment) return;
  const said = {
    kind: "comment" as const,
    subjectId: comment.id,
    memberId: comment.writerId,
    title: `Comment on ${comment.story.title}`,
    excerpt: comment.body,
    href: `/stories/${comment.story.slug}#comment-${comment.id}`,
  };
  await tx.moderationCase.create({
    data: {
      ...said,
      openKey: `comment:${comment.id}`,
      openedAt: new Date(now - 3 * hour),
      reports: {
        create: [
          { reporterId: "demo-wendell", reason: "other", note: "Parking has asked me to. I do not mind it at all." },
          { reporterId: "demo-ruth", reason: "spam", note: "" },
        ],
      },
    },
  });
  const written = {
    kind: "story" as const,
    subjectId: story.id,
    memberId: story.authorId,
    title: story.title,
    excerpt: story.blurb,
    href: `/stories/${story.slug}`,
  };
  await tx.moderationCase.create({
    data: {
      ...written,
      openKey: `story:${story.id}`,
      openedAt: new Date(now - hour),
      claimedById: moderator.id,
      claimedUntil: new Date(now + 10 * minute),
      reports: {
        create: [{ reporterId: "demo-ines", reason: "rating", note: "The last scene wants a warning, I think." }],
      },
    },
  });
  const decidedAt = new Date(now - 26 * hour);
  await tx.moderationCase.create({
    data: {
      ...written,
      openedAt: new Date(now - 30 * hour),
      decidedAt,
      decidedBy: keeper.handle,
      outcome: "dismiss",
      reports: { create: [{ reporterId: "demo-priya", reason: "plagiarism", note: "I know this tune." }] },
    },
  });
  await tx.auditEntry.create({
    data: {
      at: decidedAt,
      actorId: keeper.id,
      actorHandle: keeper.handle,
      action: "report.dismissed",
      subjectKind: "story",
      subjectId: story.id,
      subject: story.title,
      details: { reason: "A tune is free to be known." },
    },
  });
}
