import { findSeen } from "@/modules/comment/queries";
import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { findVisible as findPoll } from "@/modules/poll/queries";
import { findVisible as findList } from "@/modules/reading-list/queries";
import { findVisible as findSeries } from "@/modules/series/queries";
import { findReadable, readableChapters } from "@/modules/story/queries";
import type { Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import type { ReportedKind } from "./schema";

/** What is reported, as it was when it was: a comment may be changed before anyone looks. */
export interface Subject {
  kind: ReportedKind;
  id: string;
  /** Whose it is; null for one who has left. */
  memberId: string | null;
  title: string;
  excerpt: string;
  href: string;
}

/** Of a chapter so much is kept, in characters. */
const longestExcerpt = 4_000;

const missing = () => new AppError("not_found", "This does not exist, or is not visible to you.");

/**
 * What the actor wants to report.
 * @throws AppError `not_found` unless the actor sees it.
 */
export function findSubject(tx: Tx, actor: MemberActor, kind: ReportedKind, id: string): Promise<Subject> {
  return finders[kind](tx, actor, id);
}

const finders: Record<ReportedKind, (tx: Tx, actor: MemberActor, id: string) => Promise<Subject>> = {
  async story(tx, actor, id) {
    const { authorId, title, slug } = await findReadable(tx, await viewerFor(actor), id);
    const { blurb } = await tx.story.findUniqueOrThrow({ where: { id }, select: { blurb: true } });
    return { kind: "story", id, memberId: authorId, title, excerpt: blurb, href: `/stories/${slug}` };
  },

  async chapter(tx, actor, id) {
    const found = await tx.chapter.findUnique({ where: { id }, select: { storyId: true } });
    if (!found) throw missing();
    const viewer = await viewerFor(actor);
    const story = await findReadable(tx, viewer, found.storyId);
    const chapter = await tx.chapter.findFirst({
      where: { AND: [{ id }, readableChapters(viewer, story)] },
      select: { position: true, title: true, body: true },
    });
    if (!chapter) throw missing();
    return {
      kind: "chapter",
      id,
      memberId: story.authorId,
      title: `${story.title}, ${chapter.title || `chapter ${chapter.position}`}`,
      excerpt: chapter.body.slice(0, longestExcerpt),
      href: `/stories/${story.slug}/${chapter.position}`,
    };
  },

  async comment(tx, actor, id) {
    const found = await tx.comment.findUnique({ where: { id }, select: { storyId: true } });
    if (!found) throw missing();
    const story = await findReadable(tx, await viewerFor(actor), found.storyId);
    const { writer, body } = await findSeen(tx, actor, story.authorId, id);
    return {
      kind: "comment",
      id,
      memberId: writer?.id ?? null,
      title: `Comment on ${story.title}`,
      excerpt: body,
      href: `/stories/${story.slug}#comment-${id}`,
    };
  },

  async member(tx, _actor, id) {
    const found = await tx.member.findUnique({
      where: { id, bannedAt: null },
      select: { name: true, handle: true, bio: true },
    });
    if (!found) throw missing();
    const { name, handle, bio } = found;
    return {
      kind: "member",
      id,
      memberId: id,
      title: `${name} (@${handle})`,
      excerpt: bio,
      href: `/members/${handle}`,
    };
  },

  async series(tx, actor, id) {
    const { authorId, title, blurb, slug } = await findSeries(tx, actor, id);
    return { kind: "series", id, memberId: authorId, title, excerpt: blurb, href: `/series/${slug}` };
  },

  async list(tx, actor, id) {
    const { memberId, title, note, slug } = await findList(tx, actor, id);
    return { kind: "list", id, memberId, title, excerpt: note, href: `/lists/${slug}` };
  },

  async poll(tx, actor, id) {
    const { organiserId, question, description, slug, options } = await findPoll(tx, actor, id);
    const excerpt = [description, ...options.map(({ text }) => text)].filter(Boolean).join("\n");
    return { kind: "poll", id, memberId: organiserId, title: question, excerpt, href: `/polls/${slug}` };
  },
};
