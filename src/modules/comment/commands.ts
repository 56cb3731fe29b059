import { announce } from "@/live/outbox";
import type { Viewer } from "@/live/viewer";
import { audit } from "@/modules/audit/audit";
import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { audienceOf } from "@/modules/story/events";
import type { StoryState } from "@/modules/story/policy";
import { findReadable, readableChapters, type StoryRow } from "@/modules/story/queries";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { audienceAt, commentCreated, commentDeleted, commentUpdated } from "./events";
import { tellAuthor, tellMentioned, tellOthers } from "./notices";
import { placeFor } from "./place";
import { editableUntil, refusalFor } from "./policy";
import { findSeen, missing } from "./queries";
import type { AddComment, CommentSettings, CommentView, EditComment, Refusal, SetCommentSettings } from "./schema";
import { type CommentRow, commentColumns, toComment } from "./views";

/** Where a command comes from, for those who show its effect already. */
interface Origin {
  /** Random id of the browser tab; null for services. */
  tab: string | null;
}

/** Faster than anyone types; slower than a script. */
const writingLimit = { name: "comment", points: 20, seconds: 60 };

const refusals: Record<Refusal, string> = {
  guest: "Sign in to comment.",
  unpublished: "This is not published.",
  closed: "Comments on this story are closed.",
  followers: "Only those who follow the author may comment on this story.",
};

/**
 * Adds a comment; the same request again returns what it added.
 * @throws AppError `not_found` when the actor may not read the story or see what is answered; `forbidden`, with
 * `details.refusal`, when they may not comment on it; `conflict` when the id is another's.
 */
export async function addComment(actor: MemberActor, input: AddComment, { tab }: Origin): Promise<CommentView> {
  await consume(writingLimit, actor.id);
  const viewer = await viewerFor(actor);
  return transact(async (tx) => {
    const { id, storyId, parentId = null, body } = input;
    const story = await findReadable(tx, viewer, storyId);
    const repeated = await tx.comment.findUnique({ where: { id }, select: commentColumns });
    if (repeated) return sameAs(repeated, actor, storyId);
    const parent = parentId ? await findSeen(tx, actor, story.authorId, parentId) : null;
    if (parent && parent.storyId !== storyId) throw missing();
    const chapter = parent ? parent.chapter : await findChapter(tx, viewer, story, input.chapterId);
    const refusal = refusalFor(viewer, { ...audienceAt(story, chapter), commenting: story.commenting });
    if (refusal) throw new AppError("forbidden", refusals[refusal], { refusal });
    const position = await nextPosition(tx);
    const { count } = await tx.comment.createMany({
      data: {
        id,
        storyId,
        chapterId: parent ? parent.chapterId : (input.chapterId ?? null),
        parentId,
        writerId: actor.id,
        place: placeFor(parent?.place ?? null, position),
        position,
        body,
        state: isHeldFor(story, actor) ? "held" : "shown",
      },
      skipDuplicates: true,
    });
    const row = await tx.comment.findUniqueOrThrow({ where: { id }, select: commentColumns });
    // Of two requests at the same time the other one added it.
    if (count === 0) return sameAs(row, actor, storyId);
    tellAuthor(tx, story, row);
    if (row.state === "shown") await tellOthers(tx, story, row);
    return announceCreated(tx, story, row, tab);
  });
}

async function findChapter(tx: Tx, viewer: Viewer, story: StoryRow, id: string | null | undefined) {
  if (!id) return null;
  const where = { id, storyId: story.id, ...readableChapters(viewer, story) };
  const chapter = await tx.chapter.findFirst({ where, select: { draft: true } });
  if (!chapter) throw new AppError("not_found", "This chapter does not exist, or is not visible to you.");
  return chapter;
}

function sameAs(row: CommentRow, actor: MemberActor, storyId: string): CommentView {
  if (row.writer?.id === actor.id && row.storyId === storyId && !row.removedAt) return toComment(row);
  throw new AppError("conflict", "A comment with this id exists already; make another id.");
}

const isHeldFor = (story: StoryRow, actor: MemberActor) => story.moderated && story.authorId !== actor.id;

async function nextPosition(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ position: bigint }[]>`
    SELECT nextval(pg_get_serial_sequence('"Comment"', 'position')) AS position`;
  return Number(row?.position);
}

/**
 * Changes the text of one's own comment. On a story that is moderated it is held again.
 * @throws AppError `forbidden` when the time for it is over; `conflict`, with `details.current`, when it was changed
 * elsewhere since.
 */
export async function editComment(actor: MemberActor, input: EditComment, { tab }: Origin): Promise<CommentView> {
  await consume(writingLimit, actor.id);
  const viewer = await viewerFor(actor);
  return transact(async (tx) => {
    const { id, version, body } = input;
    const { row, story } = await find(tx, actor, viewer, id);
    if (row.writer?.id !== actor.id) throw missing();
    const now = new Date();
    if (now.getTime() > editableUntil(row.createdAt))
      throw new AppError("forbidden", "A comment can be changed for fifteen minutes; this one is older.");
    const state = isHeldFor(story, actor) ? "held" : row.state;
    const { count } = await tx.comment.updateMany({
      where: { id, version, removedAt: null },
      data: { body, state, editedAt: now, version: { increment: 1 } },
    });
    const after = await tx.comment.findUniqueOrThrow({ where: { id }, select: commentColumns });
    if (count === 0) {
      if (after.removedAt || after.state === "hidden") throw missing();
      throw new AppError("conflict", "This comment was changed elsewhere since.", { current: toComment(after) });
    }
    if (after.state !== row.state) return announceHeld(tx, story, after, tab);
    if (after.state === "shown") await tellMentioned(tx, story, after, row.body);
    const comment = toComment(after);
    const { id: storyId } = story;
    const audience = audienceAt(story, after.chapter);
    await announce(tx, commentUpdated, { type: "updated", storyId, story: audience, origin: tab, comment });
    return comment;
  });
}

/**
 * Removes a comment for ever, by its writer, the story's author or an admin; answers to it stay. Twice is once.
 * @throws AppError `not_found` for anyone else.
 */
export async function removeComment(actor: MemberActor, { id }: { id: string }, { tab }: Origin): Promise<void> {
  await transact(async (tx) => {
    const row = await tx.comment.findUnique({
      where: { id },
      select: { ...commentColumns, story: { select: { id: true, authorId: true } } },
    });
    const writerId = row?.writer?.id ?? null;
    if (!row || !(actor.role === "admin" || [writerId, row.story.authorId].includes(actor.id))) throw missing();
    const { count } = await tx.comment.updateMany({
      where: { id, removedAt: null },
      data: { body: "", removedAt: new Date(), version: { increment: 1 } },
    });
    if (count === 0) return;
    if (![writerId, row.story.authorId].includes(actor.id)) {
      const subject = { kind: "comment", id, name: `by @${row.writer?.handle ?? "somebody who has left"}` };
      await audit(tx, actor, { action: "comment.removed", subject, details: { text: row.body } });
    }
    const after = await tx.comment.findUniqueOrThrow({ where: { id }, select: commentColumns });
    if (after.state === "hidden") return; // gone for everyone already
    await announceDeleted(tx, row.story.id, after, tab, after.state === "held" ? "insiders" : "everyone");
  });
}

/** Holds a comment back, or lets it be seen: for the story's author. */
export async function setCommentState(
  actor: MemberActor,
  { id, state }: { id: string; state: "held" | "shown" },
  { tab }: Origin,
): Promise<CommentView> {
  const viewer = await viewerFor(actor);
  return transact(async (tx) => {
    const { row, story } = await find(tx, actor, viewer, id);
    if (story.authorId !== actor.id) throw missing();
    const { count } = await tx.comment.updateMany({
      // Not over the heads of moderators, who may just have hidden it.
      where: { id, removedAt: null, state: state === "held" ? "shown" : "held" },
      data: { state, version: { increment: 1 } },
    });
    if (count === 0) return toComment(row);
    const after = await tx.comment.findUniqueOrThrow({ where: { id }, select: commentColumns });
    if (state === "held") return announceHeld(tx, story, after, tab);
    await tellOthers(tx, story, after);
    return announceCreated(tx, story, after, tab);
  });
}

/** Who may comment, and whether comments are held: for the story's author. */
export async function setCommentSettings(
  actor: MemberActor,
  { storyId, ...settings }: SetCommentSettings,
): Promise<CommentSettings> {
  const viewer = await viewerFor(actor);
  return transact(async (tx) => {
    const story = await findReadable(tx, viewer, storyId);
    if (story.authorId !== actor.id) throw new AppError("forbidden", "Only the author of a story decides on this.");
    return tx.story.update({
      where: { id: storyId },
      data: settings,
      select: { commenting: true, moderated: true },
    });
  });
}

async function find(tx: Tx, actor: MemberActor, viewer: Viewer, id: string) {
  const found = await tx.comment.findUnique({ where: { id }, select: { storyId: true } });
  if (!found) throw missing();
  const story = await findReadable(tx, viewer, found.storyId).catch((error) => {
    throw error instanceof AppError && error.code === "not_found" ? missing() : error;
  });
  return { story, row: await findSeen(tx, actor, story.authorId, id) };
}

export async function announceCreated(
  tx: Tx,
  story: StoryState,
  row: CommentRow,
  tab: string | null,
): Promise<CommentView> {
  const comment = toComment(row);
  const { id: storyId } = story;
  const audience = audienceAt(story, row.chapter);
  await announce(tx, commentCreated, { type: "created", storyId, story: audience, origin: tab, comment });
  return comment;
}

/** Gone for everyone else, and then there again for the two who still see it. */
async function announceHeld(tx: Tx, story: StoryRow, row: CommentRow, tab: string | null): Promise<CommentView> {
  await announceDeleted(tx, story.id, row, tab, "others");
  return announceCreated(tx, story, row, tab);
}

export async function announceDeleted(
  tx: Tx,
  storyId: string,
  { id, version, place, writer, chapterId }: CommentRow,
  tab: string | null,
  to: "everyone" | "insiders" | "others",
): Promise<void> {
  const story = await tx.story.findUniqueOrThrow({
    where: { id: storyId },
    select: { id: true, authorId: true, status: true, visibility: true, removedAt: true },
  });
  await announce(tx, commentDeleted, {
    type: "deleted",
    storyId,
    story: audienceOf(story),
    origin: tab,
    id,
    chapterId,
    version,
    place,
    writerId: writer?.id ?? null,
    to,
  });
}
