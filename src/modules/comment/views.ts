import type { Prisma } from "@/generated/prisma/client";
import type { CommentView } from "./schema";

/** From rows to what leaves the server. */

export const commentColumns = {
  id: true,
  storyId: true,
  chapterId: true,
  parentId: true,
  place: true,
  body: true,
  state: true,
  version: true,
  createdAt: true,
  editedAt: true,
  removedAt: true,
  chapter: { select: { draft: true, position: true } },
  writer: { select: { id: true, handle: true, name: true, image: true } },
} satisfies Prisma.CommentSelect;
export type CommentRow = Prisma.CommentGetPayload<{ select: typeof commentColumns }>;

/** What is hidden never gets here for others than moderators' own commands, which announce that it is gone. */
export const toComment = ({ createdAt, editedAt, removedAt: _, chapter, ...row }: CommentRow): CommentView => ({
  ...row,
  chapterNumber: chapter?.position ?? null,
  state: row.state === "shown" ? "shown" : "held",
  createdAt: createdAt.toISOString(),
  editedAt: editedAt?.toISOString() ?? null,
});
