"use client";

import { useEffect, useState } from "react";
import { v7 as timedId } from "uuid";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { CommentView } from "../schema";
import type { Outgoing } from "./assemble";
import { dropUnsent, keepUnsent, readUnsent } from "./drafts";

const failureOf = (error: unknown): string => {
  const reason = reasonOf(error);
  if (reason === "unauthenticated") return "You have been signed out. Sign in and try again.";
  if (reason) return (error as AppClientError).message;
  return "That did not reach the server.";
};

interface Where {
  /** Who writes; null for a guest. */
  memberId: string | null;
  storyId: string;
  chapterId: string | null;
}

/**
 * Comments on their way to the server. Each keeps its id through every attempt, so that one which did arrive is not added
 * again, and stays in this browser until the server has acknowledged it.
 */
export function useOutgoing({ memberId, storyId, chapterId }: Where, onSent: (comment: CommentView) => void) {
  const [items, setItems] = useState<readonly Outgoing[]>([]);
  const { mutateAsync } = trpc.comment.add.useMutation();

  useEffect(() => setItems(readUnsent(memberId, storyId)), [memberId, storyId]);

  const leave = (id: string) => {
    dropUnsent(memberId, storyId, id);
    setItems((known) => known.filter((other) => other.id !== id));
  };

  const attempt = async (item: Outgoing) => {
    const { id, parentId, body } = item;
    keepUnsent(memberId, storyId, item);
    setItems((known) => [...known.filter((other) => other.id !== id), { ...item, failure: null }]);
    try {
      const comment = await mutateAsync({ id, storyId, chapterId: item.chapterId, parentId, body });
      onSent(comment);
      leave(id);
    } catch (error) {
      const failure = failureOf(error);
      setItems((known) => known.map((other) => (other.id === id ? { ...other, failure } : other)));
    }
  };

  return {
    // What was sent from another chapter waits there, and with the whole story.
    items: chapterId === null ? items : items.filter((item) => item.chapterId === chapterId),
    send: (item: Pick<Outgoing, "parentId" | "below" | "body">) =>
      void attempt({ ...item, id: timedId(), chapterId, failure: null }),
    retry: (item: Outgoing) => void attempt(item),
    takeBack: ({ id }: Outgoing) => leave(id),
  };
}
