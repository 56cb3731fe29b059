"use client";

import { useEffect, useRef, useState } from "react";
import { v4 as randomId } from "uuid";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { CommentView } from "../schema";
import type { Outgoing } from "./assemble";
import { keepUnsent, readUnsent } from "./drafts";

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
  const latest = useRef(items);
  const { mutateAsync } = trpc.comment.add.useMutation();

  const change = (next: readonly Outgoing[]) => {
    latest.current = next;
    setItems(next);
    keepUnsent(memberId, storyId, next);
  };

  useEffect(() => {
    latest.current = readUnsent(memberId, storyId);
    setItems(latest.current);
  }, [memberId, storyId]);

  const attempt = async (item: Outgoing) => {
    const { id, parentId, body } = item;
    const others = latest.current.filter((other) => other.id !== id);
    change([...others, { ...item, failure: null }]);
    try {
      const comment = await mutateAsync({ id, storyId, chapterId: item.chapterId, parentId, body });
      onSent(comment);
      change(latest.current.filter((other) => other.id !== id));
    } catch (error) {
      change(latest.current.map((other) => (other.id === id ? { ...other, failure: failureOf(error) } : other)));
    }
  };

  return {
    // What was sent from another chapter waits there, and with the whole story.
    items: chapterId === null ? items : items.filter((item) => item.chapterId === chapterId),
    send: (item: Pick<Outgoing, "parentId" | "below" | "body">) =>
      void attempt({ ...item, id: randomId(), chapterId, failure: null }),
    retry: (item: Outgoing) => void attempt(item),
    takeBack: ({ id }: Outgoing) => change(latest.current.filter((other) => other.id !== id)),
  };
}
