"use client";

import { useReducer, useState } from "react";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { JobListInput, JobPage } from "../schema";
import { follow, listOf, type MyJobs } from "./my-jobs-state";

export interface MyJobsList extends MyJobs {
  /** Brings what has begun to the top. */
  show(): void;
  /** Lets go of what is over. */
  clear(): void;
  loadMore(): Promise<void>;
  loading: boolean;
  failed: boolean;
}

/** The member's jobs from `first` on, on whatever device they run. */
export function useMyJobs(first: JobPage, wanted: Partial<JobListInput> = {}): MyJobsList {
  const [state, dispatch] = useReducer(follow, first, listOf);
  const [lastEventId] = useState(first.live);
  const [{ loading, failed }, setProgress] = useState({ loading: false, failed: false });
  const { client } = trpc.useUtils();

  trpc.job.onMine.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (!isResync(data)) return dispatch({ type: "heard", update: data });
        client.job.list.query(wanted).then(
          (page) => dispatch({ type: "read", page }),
          () => {}, // what is shown goes on from the next event
        );
      },
    },
  );

  return {
    ...state,
    loading,
    failed,
    show: () => dispatch({ type: "shown" }),
    clear: () => dispatch({ type: "cleared" }),
    async loadMore() {
      setProgress({ loading: true, failed: false });
      try {
        dispatch({ type: "continued", page: await client.job.list.query({ ...wanted, cursor: state.nextCursor }) });
        setProgress({ loading: false, failed: false });
      } catch {
        setProgress({ loading: false, failed: true });
      }
    },
  };
}
