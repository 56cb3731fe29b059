"use client";

import { useEffect, useRef } from "react";
import { reasonOf, trpc } from "@/trpc/react";
import { localPlaces, writeLocalPlace } from "./local-places";
import { currentPosition, type Position } from "./page-position";

/** After scrolling has come to rest. */
const restMs = 700;
/** Who has had a page open for so long has begun to read it, without scrolling too. */
const dwellMs = 6_000;

export interface ReadOnPage {
  storyId: string;
  /** Null for a guest, whose places stay in this browser. */
  memberId: string | null;
  chapterIds: readonly string[];
}

/**
 * Keeps where the reader is, paragraph by paragraph: in this browser at once, and for a member on the server. What the
 * server has not heard of, for want of a network, it is told later, and by when it was read.
 */
export function usePlaceKeeper({ storyId, memberId, chapterIds }: ReadOnPage): void {
  const { client } = trpc.useUtils();
  const ids = chapterIds.join(" ");
  const latest = useRef({ client });
  useEffect(() => {
    latest.current = { client };
  });

  useEffect(() => {
    let kept: Position | null = null;
    let sending = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const sendAll = async () => {
      if (!memberId || sending) return;
      sending = true;
      try {
        for (const place of localPlaces(memberId, ids.split(" ")).filter(({ sent }) => !sent)) {
          const { chapterId, anchor, fraction, finished, at } = place;
          const agoMs = Math.max(0, Date.now() - at);
          await latest.current.client.reading.move
            .mutate({ chapterId, anchor, fraction, finished, agoMs })
            .catch((error: unknown) => {
              // Refused for good: the chapter is not there any more for this reader.
              if (reasonOf(error) !== "not_found") throw error;
            });
          const now = localPlaces(memberId, [chapterId])[0];
          if (now?.at === at) writeLocalPlace(memberId, { ...place, sent: true });
        }
      } catch {
        // Out of reach: tried again with the next place, or when the network is back.
      } finally {
        sending = false;
      }
    };

    const keep = () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden" && kept === null) return;
      const position = currentPosition();
      if (!position) return;
      const same =
        kept?.chapterId === position.chapterId && kept.index === position.index && kept.finished === position.finished;
      if (same) return;
      kept = position;
      const { chapterId, anchor, fraction, finished } = position;
      writeLocalPlace(memberId, {
        storyId,
        chapterId,
        anchor,
        fraction,
        finished,
        at: Date.now(),
        sent: memberId === null,
      });
      void sendAll();
    };
    const rest = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, restMs);
    };
    const leave = () => {
      if (document.visibilityState === "hidden" && kept) keep();
    };
    const back = () => void sendAll();

    timer = setTimeout(keep, dwellMs);
    void sendAll();
    window.addEventListener("scroll", rest, { passive: true });
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", rest);
      window.removeEventListener("online", back);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [storyId, memberId, ids]);
}
