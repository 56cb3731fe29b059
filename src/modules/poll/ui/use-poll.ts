"use client";

import { useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { isResync } from "@/live/cursor";
import { reasonOf, trpc } from "@/trpc/react";
import type { PollResults, PollView, RespondedView } from "../schema";

export interface PollWatch {
  poll: PollView;
  /** It was removed, or is not visible any more. */
  gone: boolean;
  /** When it was last heard of, in milliseconds since 1970. */
  heardAt: number;
  /** Takes in what a command answered: the whole poll, or one's own answer. */
  take: (poll: PollView) => void;
  takeAnswer: (answered: Pick<RespondedView, "answer" | "results">, asMember: boolean) => void;
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

/** A poll with what it has come to, as it comes to it. @param key of a guest's answer, which may open the results to them. */
export function usePoll(initial: PollView, key: string | null): PollWatch {
  const { slug } = initial;
  const utils = trpc.useUtils();
  const { state } = useLiveStatus();
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
    utils.poll.bySlug
      .fetch({ slug }, { staleTime: 0 })
      .then(({ live }) => setLastEventId(live))
      .catch(() => {}); // the query says so

  trpc.poll.onResults.useSubscription(
    { slug, ...(key && { key }), lastEventId },
    {
      onData({ data }) {
        if (isResync(data) || data.type === "changed") void query.refetch();
        else change((poll) => withResults(poll, data.results));
      },
    },
  );
  return {
    poll: query.data,
    gone: reasonOf(query.error) === "not_found",
    heardAt: query.dataUpdatedAt,
    take: (poll) => change(() => poll),
    takeAnswer({ answer, results }, asMember) {
      change((poll) => withResults(asMember ? { ...poll, mine: answer, answered: true } : poll, results));
      if (asMember && query.data.resultsFor === "answered") void reload();
    },
    forgetAnswer() {
      change((poll) => ({ ...poll, mine: null, answered: false }));
      void reload();
    },
    reload: () => void reload(),
  };
}
