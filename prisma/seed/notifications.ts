import type { Tx } from "@/platform/db";
import { demoMember } from "./members";

const hour = 60 * 60 * 1_000;
const memberId = `demo-${demoMember.handle}`;

/** What the demo member finds in the bell: stories by those they follow, new followers, a word of welcome. */
export async function createNotifications(tx: Tx, now: number): Promise<void> {
  const told = (hoursAgo: number) => {
    const at = new Date(now - hoursAgo * hour);
    return { memberId, inBell: true, byMail: false, createdAt: at, latestAt: at };
  };
  await tx.notification.create({
    data: {
      ...told(96),
      type: "notice.system",
      subject: "welcome",
      data: { text: "Welcome. Follow a writer, and their next story announces itself here.", href: "/community" },
      readAt: new Date(now - 90 * hour),
    },
  });
  const followers = ["ines", "ruth", "wendell", "tobias"].map((handle) => `demo-${handle}`);
  await tx.follow.createMany({ data: followers.map((followerId) => ({ followerId, authorId: memberId })) });
  await tx.notification.create({
    data: {
      ...told(5),
      type: "follow.new",
      subject: memberId,
      groupKey: `follow.new:${memberId}`,
      occurrences: followers.length,
      data: {},
      actors: {
        create: followers.map((actorId, index) => ({ actorId, at: new Date(now - (5 + index) * hour) })),
      },
    },
  });
  const stories = await tx.story.findMany({
    where: { status: "published", author: { followers: { some: { followerId: memberId } } } },
    orderBy: { publishedAt: "desc" },
    take: 3,
    select: { id: true, authorId: true, publishedAt: true },
  });
  for (const [index, { id, authorId, publishedAt }] of stories.entries()) {
    const at = publishedAt ?? new Date(now);
    await tx.notification.create({
      data: {
        ...told(0),
        createdAt: at,
        latestAt: at,
        type: "story.new",
        subject: id,
        groupKey: `story.new:${id}`,
        storyId: id,
        data: {},
        readAt: index === 0 ? null : at,
        actors: { create: { actorId: authorId, at } },
      },
    });
  }
}
