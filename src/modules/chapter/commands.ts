import { announce } from "@/live/outbox";
import type { MemberActor } from "@/modules/member/actor";
import { notifyFollowers, resumeTelling } from "@/modules/notification/notify";
import { storyTextUpdated, storyUpdated } from "@/modules/story/events";
import { countWords, mostChapters } from "@/modules/story/schema";
import { type StoryColumnsRow, storyColumns, toCard } from "@/modules/story/views";
import { type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { chapterEvent, chapterPublished, chapterUpdated, chapterWithdrawn } from "./events";
import { type ChapterVerb, findOwnChapter, findOwnStory, missing, readOutline } from "./queries";
import type {
  AddChapter,
  AddedChapter,
  ChapterManuscript,
  MoveChapter,
  Outline,
  RestoreRevision,
  UpdateChapter,
} from "./schema";
import { type ChapterRow, manuscriptColumns, toChapterManuscript } from "./views";

/** Where a command comes from, for those who show its effect already. */
interface Origin {
  /** Random id of the browser tab; null for services. */
  tab: string | null;
}

type Id = { id: string };

const isUp = (story: StoryColumnsRow) => story.status === "published" && story.removedAt === null;

/**
 * Changes to the chapters of one story come one after another: each locks the story first, then reads.
 * The story's version grows with all of them, since whoever writes to the first chapter through the story names it.
 */
async function lockStory(tx: Tx, actor: MemberActor, id: string, verb?: ChapterVerb): Promise<StoryColumnsRow> {
  await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${id} FOR UPDATE`;
  return findOwnStory(tx, actor, id, verb);
}

async function lockChapter(tx: Tx, actor: MemberActor, id: string, verb?: ChapterVerb) {
  const found = await tx.chapter.findUnique({ where: { id }, select: { storyId: true } });
  if (!found) throw missing();
  await tx.$queryRaw`SELECT id FROM "Story" WHERE id = ${found.storyId} FOR UPDATE`;
  return findOwnChapter(tx, actor, id, verb);
}

/** Ends a change: the story's version grows, and those who have it open hear of it where they could see it. */
async function finish(
  tx: Tx,
  before: StoryColumnsRow,
  options: { tab: string | null; visible: boolean },
): Promise<StoryColumnsRow> {
  const { id } = before;
  await tx.story.update({
    where: { id },
    data: { version: { increment: 1 }, editedAt: new Date() },
    select: { id: true },
  });
  const story = await tx.story.findUniqueOrThrow({ where: { id }, select: storyColumns });
  if (!isUp(story) || !options.visible) return story;
  const event = { type: "updated" as const, id, version: story.version, story: toCard(story), origin: options.tab };
  await announce(tx, storyTextUpdated, event);
  if (story.words !== before.words || story.publicChapters !== before.publicChapters)
    await announce(tx, storyUpdated, event);
  return story;
}

/** Those who follow are told of a chapter once, however often it goes up. */
async function announceUp(
  tx: Tx,
  story: StoryColumnsRow,
  chapter: { id: string; position: number | null; version: number },
  { tab, anew }: { tab: string | null; anew: boolean },
): Promise<void> {
  const event = chapterEvent(story, chapter, tab);
  await announce(tx, chapterPublished, { ...event, type: "published" });
  const data = { chapterId: chapter.id, number: event.number };
  if (anew) return resumeTelling(tx, { storyId: story.id, chapterId: chapter.id });
  await notifyFollowers(tx, { type: "chapter.new", storyId: story.id, authorId: story.author.id, data });
}

/** Puts the chapters of a story in the order of `ids`, which are all that are not in the trash. */
async function renumber(tx: Tx, storyId: string, ids: readonly string[]): Promise<void> {
  // In two steps: no two chapters may share a place even for the moment in between.
  await tx.$executeRaw`
    UPDATE "Chapter" SET position = -position WHERE "storyId" = ${storyId} AND position IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE "Chapter" c SET position = o.place FROM unnest(${ids}::text[]) WITH ORDINALITY AS o(id, place)
    WHERE c.id = o.id AND c."storyId" = ${storyId}`;
}

async function orderOf(tx: Tx, storyId: string): Promise<string[]> {
  const rows = await tx.chapter.findMany({
    where: { storyId, position: { not: null } },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** @throws AppError `not_found` when `before` is none of them: somebody may just have removed it. */
function inserted(ids: readonly string[], id: string, before: string | null | undefined): string[] {
  const others = ids.filter((other) => other !== id);
  const at = before ? others.indexOf(before) : others.length;
  if (at === -1) throw missing();
  return others.toSpliced(at, 0, id);
}

/**
 * Adds a chapter, at the end or before another. To a published story it is added as a draft unless told otherwise.
 * @throws AppError `invalid` when the story is full, or what is to go up is empty.
 */
export const addChapter = (actor: MemberActor, input: AddChapter, { tab }: Origin): Promise<AddedChapter> =>
  transact(async (tx) => {
    const { storyId, before, draft, ...texts } = input;
    // What is up with its addition is published, which is the author's.
    const story = await lockStory(tx, actor, storyId, draft === false ? "own" : "edit");
    const ids = await orderOf(tx, storyId);
    if (ids.length >= mostChapters) throw new AppError("invalid", `A story has at most ${mostChapters} chapters.`);
    const up = isUp(story);
    const row = await tx.chapter.create({
      data: {
        ...texts,
        storyId,
        position: ids.length + 1,
        words: countWords(texts.body ?? ""),
        draft: draft ?? up,
        ...(up && draft === false && { publishedAt: new Date() }),
      },
      select: manuscriptColumns,
    });
    const visible = up && !row.draft;
    if (visible) requireText(row);
    if (before) await renumber(tx, storyId, inserted(ids, row.id, before));
    const after = await finish(tx, story, { tab, visible });
    const chapter = await tx.chapter.findUniqueOrThrow({ where: { id: row.id }, select: manuscriptColumns });
    if (visible) await announceUp(tx, after, chapter, { tab, anew: false });
    return { chapter: toChapterManuscript(chapter, after.version), outline: await readOutline(tx, after) };
  });

/**
 * Changes a chapter's text.
 * @throws AppError `conflict` when `version` is not the current one: nothing is changed, and `details.current` is the
 * chapter as it stands, for the writer to merge with.
 */
export const updateChapter = (actor: MemberActor, input: UpdateChapter, origin: Origin): Promise<ChapterManuscript> =>
  transact((tx) => rewrite(tx, actor, input, origin));

/**
 * Makes an earlier text that of the chapter again, as a new version. What it takes the place of is kept in its turn, however
 * short it stood.
 * @throws AppError `conflict` as `updateChapter` does.
 */
export const restoreRevision = (
  actor: MemberActor,
  { id, revisionId, version }: RestoreRevision,
  origin: Origin,
): Promise<ChapterManuscript> =>
  transact(async (tx) => {
    const revision = await tx.chapterRevision.findUnique({
      where: { id: revisionId, chapter: { storyId: id } },
      select: { chapterId: true, title: true, body: true, notesBefore: true, notesAfter: true },
    });
    if (!revision) throw new AppError("not_found", "This story has no such earlier text.");
    const { chapterId, ...earlier } = revision;
    const { chapter } = await lockChapter(tx, actor, chapterId);
    const { title, body, notesBefore, notesAfter, words } = chapter;
    await tx.chapterRevision.createMany({
      data: [{ chapterId, version: chapter.version, title, body, notesBefore, notesAfter, words }],
      skipDuplicates: true,
    });
    return rewrite(tx, actor, { id: chapterId, version, ...earlier }, origin);
  });

async function rewrite(
  tx: Tx,
  actor: MemberActor,
  { id, version, ...texts }: UpdateChapter,
  { tab }: Origin,
): Promise<ChapterManuscript> {
  const { chapter, story } = await lockChapter(tx, actor, id);
  if (chapter.version !== version) {
    const current = toChapterManuscript(chapter, story.version);
    throw new AppError("conflict", "This chapter was changed elsewhere since you opened it.", { current });
  }
  const row = await tx.chapter.update({
    where: { id },
    data: {
      ...texts,
      ...(texts.body !== undefined && { words: countWords(texts.body) }),
      version: { increment: 1 },
      editedAt: new Date(),
    },
    select: manuscriptColumns,
  });
  const visible = isUp(story) && !row.draft && row.position !== null;
  const after = await finish(tx, story, { tab, visible });
  if (visible) await announce(tx, chapterUpdated, { ...chapterEvent(after, row, tab), type: "updated" });
  return toChapterManuscript(row, after.version);
}

/**
 * Moves a chapter before another, or to the end. It says where to and not in which order all are, so that two who move at
 * the same time both have their way.
 */
export const moveChapter = (actor: MemberActor, { id, before }: MoveChapter, { tab }: Origin): Promise<Outline> =>
  transact(async (tx) => {
    const { chapter, story } = await lockChapter(tx, actor, id);
    if (chapter.position === null || before === id) throw missing();
    const ids = await orderOf(tx, story.id);
    const next = inserted(ids, id, before);
    if (next.every((other, at) => other === ids[at])) return readOutline(tx, story);
    await renumber(tx, story.id, next);
    return readOutline(tx, await finish(tx, story, { tab, visible: true }));
  });

/**
 * Moves a chapter to the trash, from where `restoreChapter` brings it back with all its text.
 * @throws AppError `invalid` for the last one: a story has at least one chapter.
 */
export const removeChapter = (actor: MemberActor, { id }: Id, { tab }: Origin): Promise<Outline> =>
  transact(async (tx) => {
    const { chapter, story } = await lockChapter(tx, actor, id, "own");
    if (chapter.position === null) return readOutline(tx, story);
    const others = (await orderOf(tx, story.id)).filter((other) => other !== id);
    if (others.length === 0) {
      throw new AppError("invalid", "This is the only chapter. Move the whole story to the trash instead.");
    }
    await tx.chapter.update({ where: { id }, data: { position: null, removedAt: new Date() }, select: { id: true } });
    await renumber(tx, story.id, others);
    const visible = isUp(story) && !chapter.draft;
    const after = await finish(tx, story, { tab, visible });
    if (visible) await announce(tx, chapterWithdrawn, { ...chapterEvent(after, chapter, tab), type: "withdrawn" });
    return readOutline(tx, after);
  });

/** Brings a chapter back from the trash: before another or at the end, and as a draft where the story is published. */
export const restoreChapter = (actor: MemberActor, { id, before }: MoveChapter, { tab }: Origin): Promise<Outline> =>
  transact(async (tx) => {
    const { chapter, story } = await lockChapter(tx, actor, id, "own");
    if (chapter.position !== null) return readOutline(tx, story);
    const ids = await orderOf(tx, story.id);
    await tx.chapter.update({
      where: { id },
      data: { position: ids.length + 1, removedAt: null, ...(isUp(story) && { draft: true }) },
      select: { id: true },
    });
    if (before) await renumber(tx, story.id, inserted(ids, id, before));
    return readOutline(tx, await finish(tx, story, { tab, visible: false }));
  });

/**
 * Puts a chapter up, at once where its story is published and otherwise with it. Twice is once.
 * @throws AppError `invalid` when there is nothing to read in it.
 */
export const publishChapter = (actor: MemberActor, { id }: Id, { tab }: Origin): Promise<Outline> =>
  transact(async (tx) => {
    const { chapter, story } = await lockChapter(tx, actor, id, "own");
    if (chapter.position === null) throw new AppError("invalid", "This chapter is in the trash; restore it first.");
    if (!chapter.draft) return readOutline(tx, story);
    if (chapter.hiddenAt)
      throw new AppError("forbidden", "Moderators have hidden this chapter. You can answer their notice.");
    const visible = isUp(story);
    if (visible) requireText(chapter);
    await tx.chapter.update({
      where: { id },
      data: { draft: false, ...(visible && { publishedAt: new Date() }) },
      select: { id: true },
    });
    const after = await finish(tx, story, { tab, visible });
    if (visible) await announceUp(tx, after, chapter, { tab, anew: chapter.publishedAt !== null });
    return readOutline(tx, after);
  });

/** Keeps a chapter back: it is a draft until it is put up, whatever its story is. */
export const unpublishChapter = (actor: MemberActor, { id }: Id, { tab }: Origin): Promise<Outline> =>
  transact(async (tx) => {
    const { chapter, story } = await lockChapter(tx, actor, id, "own");
    if (chapter.draft) return readOutline(tx, story);
    await tx.chapter.update({ where: { id }, data: { draft: true }, select: { id: true } });
    const visible = isUp(story) && chapter.position !== null;
    const after = await finish(tx, story, { tab, visible });
    if (visible) await announce(tx, chapterWithdrawn, { ...chapterEvent(after, chapter, tab), type: "withdrawn" });
    return readOutline(tx, after);
  });

function requireText({ body }: ChapterRow): void {
  if (!body.trim()) throw new AppError("invalid", "There is no text to publish in this chapter yet.");
}
