import { notify } from "@/modules/notification/notify";
import type { StoryRow } from "@/modules/story/queries";
import type { Tx } from "@/platform/db";
import { mentionsIn } from "./markdown";
import type { CommentRow } from "./views";

/** More in one comment is a crowd, not a conversation. */
const mostMentions = 20;

/** Tells the author of the story of a new comment, held or not. */
export function tellAuthor(tx: Tx, story: StoryRow, comment: CommentRow): void {
  if (!comment.writer) return;
  notify(tx, {
    type: "comment.new",
    to: story.authorId,
    actorId: comment.writer.id,
    subject: story.id,
    storyId: story.id,
    data: { commentId: comment.id },
  });
}

/** Tells the others whom it concerns of a comment that everybody may see now: who is answered, and who is mentioned. */
export async function tellOthers(tx: Tx, story: StoryRow, comment: CommentRow): Promise<void> {
  const { id, parentId, writer } = comment;
  if (!writer) return;
  const common = { actorId: writer.id, storyId: story.id, data: { commentId: id } };
  const parent = parentId
    ? await tx.comment.findUnique({ where: { id: parentId, removedAt: null }, select: { writerId: true } })
    : null;
  if (parentId && parent?.writerId)
    notify(tx, { ...common, type: "comment.reply", to: parent.writerId, subject: parentId });
  await tellMentioned(tx, story, comment, "");
}

/** Tells those who are mentioned and were not in the text before. */
export async function tellMentioned(tx: Tx, story: StoryRow, comment: CommentRow, before: string): Promise<void> {
  const { id, body, writer } = comment;
  const earlier = new Set(mentionsIn(before));
  const handles = mentionsIn(body).filter((handle) => !earlier.has(handle));
  if (!writer || handles.length === 0) return;
  const mentioned = await tx.member.findMany({
    where: { handle: { in: handles.slice(0, mostMentions) } },
    select: { id: true },
  });
  notify(tx, {
    type: "mention",
    to: mentioned.map((member) => member.id),
    actorId: writer.id,
    subject: id,
    storyId: story.id,
    data: { commentId: id },
  });
}
