"use client";

import { useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { isResync } from "@/live/cursor";
import { reasonOf, trpc } from "@/trpc/react";
import type { PollResults, PollView, RespondedView } from "../schema";
import { useGuestAnswer } from "./use-guest-answer";

export interface PollWatch {
  poll: PollView;
  /** It was removed, or is not visible any more. */
  gone: boolean;
  /** When it was last heard of, in milliseconds since 1970. */
  heardAt: number;
  /** Takes in what a command answered: the whole poll, or one's own answer. */
  take: (poll: PollView) => void;
  takeAnswer: (answered: Pick<RespondedView, "answer" | "results">) => void;
  /** After one's own answer was withdrawn. */
  forgetAnswer: () => void;
  reload: () => void;
}

/** Results that came late do not undo later ones. */
export function withResults(poll: PollView, results: PollResults | null): PollView {
  if (!results || (poll.results && poll.results.version >= results.version)) return poll;
  const { closedAt, winners, responses } = results;
  return { ...poll, results, closedAt, winners, responses };
}

/**
 * A poll with what it has come to, as it comes to it, and with the answer of who looks at it: a member's own, or that of a
 * guest's key.
 */
export function usePoll(initial: PollView, memberId: string | null) {
  const { slug } = initial;
  const utils = trpc.useUtils();
  const { state } = useLiveStatus();
  // Beside what was read: a reading that began before may end after, and a guest's does not know of their key.
  const [latest, setLatest] = useState<PollResults | null>(null);
  const hear = (results: PollResults | null) =>
    setLatest((known) => (results && known && known.version >= results.version ? known : (results ?? known)));
  const [heardAt, setHeardAt] = useState(0);
  const guest = useGuestAnswer(slug, memberId === null, ({ results }) => hear(results));
  const query = trpc.poll.bySlug.useQuery(
    { slug },
    {
      initialData: initial,
      // Told of what changes; looked at when one comes back, and in the meantime only if nothing is told.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      refetchOnWindowFocus: "always",
      refetchInterval: state === "ended" || state === "offline" ? 30_000 : false,
      retry: (count, error) => reasonOf(error) === null && count < 3,
    },
  );
  const change = (to: (poll: PollView) => PollView) => utils.poll.bySlug.setData({ slug }, (poll) => poll && to(poll));
  const [lastEventId, setLastEventId] = useState(initial.live);
  /** Reads it again, and follows from there: what the stream lets through depends on what was known when it began. */
  const reload = () =>
    void utils.poll.bySlug
      .fetch({ slug }, { staleTime: 0 })
      .then(({ live }) => setLastEventId(live))
      .catch(() => {}); // the query says so

  trpc.poll.onResults.useSubscription(
    { slug, ...(guest.key && { key: guest.key }), lastEventId },
    {
      onData({ data }) {
        if (isResync(data) || data.type === "changed") {
          void query.refetch();
        } else {
          hear(data.results);
          setHeardAt(Date.now());
        }
      },
    },
  );
  const watch: PollWatch = {
    poll: withResults(query.data, latest),
    gone: reasonOf(query.error) === "not_found",
    heardAt: Math.max(heardAt, query.dataUpdatedAt),
    take: (poll) => change(() => poll),
    takeAnswer({ answer, results }) {
      hear(results);
      if (memberId === null) return;
      change((poll) => ({ ...poll, mine: answer, answered: true }));
      if (query.data.resultsFor === "answered") reload();
    },
    forgetAnswer() {
      setLatest(null);
      change((poll) => ({ ...poll, mine: null, answered: false }));
      reload();
    },
    reload,
  };
  return { watch, guest };
}
