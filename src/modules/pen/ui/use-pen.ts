"use client";

import { useEffect, useEffectEvent } from "react";
import { toast } from "sonner";
import type { Roster } from "@/modules/presence/schema";
import { trpc } from "@/trpc/react";
import type { PenView } from "../schema";
import { usePens } from "./use-pens";

export interface PenOptions {
  storyId: string;
  chapterId: string;
  memberId: string;
  roster: Roster | null;
  /** Has the server have all that is written here, before it is somebody else's turn. */
  saveFirst: () => Promise<unknown>;
}

export interface Pen {
  /** Null while nobody else has the chapter open: then there is nothing to take turns about. */
  view: PenView | null;
  /** It is somebody else's turn. */
  away: boolean;
  ask: () => void;
  pass: () => void;
  keep: () => void;
  take: () => void;
  pending: boolean;
}

/** The pen of the chapter that is open. Who is alone at it writes; of several the holder does. */
export function usePen({ storyId, chapterId, memberId, roster, saveFirst }: PenOptions): Pen {
  const others = roster?.people.filter(({ id, at }) => id !== memberId && at.includes(chapterId)) ?? [];
  const shared = others.length > 0;
  const { pens, put, known } = usePens(storyId, shared);
  const pen = pens[chapterId] ?? null;
  const holderId = pen?.holder.id;
  const held = holderId === memberId || others.some(({ id }) => id === holderId);

  const onSettled = { onSuccess: (settled: PenView) => put([settled]) };
  const failed = { ...onSettled, onError: (error: { message: string }) => void toast(error.message) };
  const settle = trpc.pen.settle.useMutation(onSettled);
  const ask = trpc.pen.ask.useMutation(failed);
  const pass = trpc.pen.pass.useMutation(failed);
  const keep = trpc.pen.keep.useMutation(failed);
  const take = trpc.pen.take.useMutation(failed);

  // Once for each company that is found without a holder; the server says who is next, the same to all who ask.
  const company = others.map(({ id }) => id).join(" ");
  const begin = useEffectEvent(() => settle.mutate({ chapterId }));
  useEffect(() => {
    if (company && known && !held) begin();
  }, [company, known, held]);

  return {
    view: shared ? pen : null,
    away: shared && pen !== null && held && holderId !== memberId,
    ask: () => ask.mutate({ chapterId }),
    pass: () => void saveFirst().then(() => pass.mutate({ chapterId })),
    keep: () => keep.mutate({ chapterId }),
    take: () => take.mutate({ chapterId }),
    pending: ask.isPending || pass.isPending || keep.isPending || take.isPending,
  };
}
