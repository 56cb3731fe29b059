import type { Prisma } from "@/generated/prisma/client";
import { enqueueTask } from "@/jobs/queue";
import { beforeCommit, type Tx } from "@/platform/db";
import { catalogue, type DataOf, type NotificationType } from "./catalogue";
import { deliver, type Message } from "./deliver";
import { beginFanOut, listUnfinished } from "./fan-out";
import { fanOut, recallStoryTask } from "./jobs";
import { ofAuthor, recallBetween as recallBetweenNow, recallNext } from "./recall";
import { lockMembers } from "./rows";

/** What members are to be told. `docs/notifications.md` lists the types. */
export type Notice = { [Type in NotificationType]: NoticeOf<Type> }[NotificationType];

interface NoticeOf<Type extends NotificationType> {
  type: Type;
  /** Id of a member, or of several. */
  to: string | readonly string[];
  /** Id of the member who did it, where one did; never told of it. */
  actorId?: string;
  /** Id of what it is about: the notices of one type about one subject make one notification. */
  subject: string;
  /** The story around it: who may not read that is not told. */
  storyId?: string;
  data: DataOf<Type>;
}

interface Pending {
  message: Message;
  to: Set<string>;
}

const pending = new WeakMap<Tx, Pending[]>();

/**
 * Tells members of something, as part of the transaction `tx`: with its commit it is in their bells and on their streams.
 * May be called several times in one transaction; who is told of the same comment in several ways is told once.
 */
export function notify(tx: Tx, notice: Notice): void {
  const { type, to, actorId = null, subject, storyId = null } = notice;
  const data: Prisma.InputJsonObject = catalogue[type].data.parse(notice.data);
  let notices = pending.get(tx);
  if (!notices) {
    const queue: Pending[] = [];
    notices = queue;
    pending.set(tx, queue);
    beforeCommit(tx, () => deliverAll(tx, queue));
  }
  notices.push({
    message: { type, subject, storyId, actorId, data },
    to: new Set(typeof to === "string" ? [to] : to),
  });
}

/** Of what a member may use, the percentage from which they are told. */
export const usageAlertPercent = 80;
/** After that they hear nothing more of the same for so long. */
const quietMs = 24 * 60 * 60 * 1_000;

/** Tells a member that they come near a limit, as `notify` does; once a day for each `subject`. */
export async function notifyOfUsage(
  tx: Tx,
  { to, subject, data }: { to: string; subject: string; data: DataOf<"usage.alert"> },
): Promise<void> {
  const since = new Date(Date.now() - quietMs);
  const lately = { memberId: to, type: "usage.alert", subject, latestAt: { gt: since } };
  if ((await tx.notification.count({ where: lately })) === 0) notify(tx, { type: "usage.alert", to, subject, data });
}

/** Of several reasons to be told of one comment, the most personal one. */
const precedence: readonly NotificationType[] = ["comment.reply", "mention", "comment.new"];

/** At the end, and for all together: the members are locked in one order, and not for longer than it takes. */
async function deliverAll(tx: Tx, notices: Pending[]): Promise<void> {
  const told = new Set<string>();
  const inOrder = notices.toSorted((a, b) => precedence.indexOf(a.message.type) - precedence.indexOf(b.message.type));
  for (const { message, to } of inOrder) {
    const { commentId } = message.data;
    if (typeof commentId !== "string") continue;
    for (const id of to) {
      if (told.has(`${id} ${commentId}`)) to.delete(id);
      told.add(`${id} ${commentId}`);
    }
  }
  await lockMembers(tx, [...new Set(notices.flatMap(({ to }) => [...to]))]);
  for (const { message, to } of notices) {
    if (to.size > 0) await deliver(tx, message, [...to]);
  }
}

/**
 * Tells those who follow a story's author or its series, as part of the transaction `tx`, which it costs two rows: the telling begins once it
 * has committed. Who follows is asked then, batch by batch, and as long as the story is up.
 */
export async function notifyFollowers<Type extends "story.new" | "chapter.new" | "series.story">(
  tx: Tx,
  notice: { type: Type; storyId: string; authorId: string; data: DataOf<Type> },
): Promise<void> {
  const { type, storyId, authorId, data } = notice;
  const id = await beginFanOut(tx, { type, subject: storyId, storyId, actorId: authorId, data });
  await enqueueTask(tx, fanOut, { id });
}

/** Goes on telling of a chapter to those whom it had not come to when the chapter was kept back. */
export async function resumeTelling(
  tx: Tx,
  { storyId, chapterId }: { storyId: string; chapterId: string },
): Promise<void> {
  for (const id of await listUnfinished(tx, storyId, chapterId)) await enqueueTask(tx, fanOut, { id });
}

/** Takes back what was told of a story to those who, after `tx`, may not read it any more: notifications and e-mails. */
export const recallStory = (tx: Tx, storyId: string): Promise<void> => enqueueTask(tx, recallStoryTask, { storyId });

/** As `recallStory`, for one member and all stories of one author, with the end of `tx`. */
export function recallFrom(tx: Tx, memberId: string, authorId: string): void {
  beforeCommit(tx, async () => {
    while (await recallNext(tx, ofAuthor(memberId, authorId)));
  });
}

/** Takes back what two members were told of each other, with the end of `tx`. */
export const recallBetween = (tx: Tx, oneId: string, otherId: string): void =>
  beforeCommit(tx, () => recallBetweenNow(tx, oneId, otherId));
