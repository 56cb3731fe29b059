"use client";

import { createContext, use } from "react";
import type { CommentView } from "../schema";
import type { CommentNode, Outgoing } from "./assemble";

interface AboutChapter {
  name: string;
  /** Null for a chapter that is gone. */
  href: string | null;
}

/** What every comment on the page needs to know, and may ask for. */
export interface CommentsPage {
  storyId: string;
  /** The page of the whole story, where every comment is to be found. */
  storyHref: string;
  /** The chapter that a comment is about, where that is not the page's own. */
  chapterOf(comment: CommentView): AboutChapter | null;
  /** Null for a guest. */
  memberId: string | null;
  /** Whose story it is. */
  authorId: string;
  mayComment: boolean;
  /** The comment that the address leads to. */
  linkedId: string | null;
  /** The comment that an answer is being written to. */
  answering: string | null;
  answer(id: string | null): void;
  send(node: CommentNode | null, body: string): void;
  retry(item: Outgoing): void;
  takeBack(item: Outgoing): void;
  /** Puts a text into the composer, below what is there. */
  putBack(text: string): void;
  reveal(below: CommentNode | null): void;
  /** A comment changed by this tab. */
  changed(comment: CommentView): void;
  removed(comment: CommentView): void;
  memberHidden(memberId: string): void;
}

const Context = createContext<CommentsPage | null>(null);

export const CommentsProvider = Context.Provider;

export function useCommentsPage(): CommentsPage {
  const page = use(Context);
  if (!page) throw new Error("a comment stands outside of the comments");
  return page;
}
