"use client";

import { useEffect, useReducer, useState } from "react";
import { useLiveStatus } from "@/live/browser/status";
import { isResync } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import { isOver, type JobSummary, type JobView } from "../schema";
import { hear } from "./job-state";

export interface JobWatch {
  /** Null until it has been read. */
  job: JobView | null;
  /** When `job` was last heard of, in milliseconds since 1970. */
  heardAt: number;
  /** Whether its changes come as they happen; while they do not, it is asked for at the pace that the server suggests. */
  isConnected: boolean;
  /** Why nothing more is heard of it, in words; null while all is well. */
  error: string | null;
  /** Takes in what a command answered. */
  take: (job: JobSummary) => void;
}

/** How soon what failed is tried again, in milliseconds. */
const afterFailureMs = 2_000;
/** How often one that is over is read where streams do not get through: it may be tried again elsewhere. */
const overMs = 5_000;

/** One job of the member, kept up to date until it is over, and again when it is tried once more on whatever device. */
export function useJob(id: string, initial: JobView | null = null): JobWatch {
  const [state, dispatch] = useReducer(hear, { job: initial, complete: initial !== null, heardAt: 0 });
  const { job, complete, heardAt } = state;
  const over = job !== null && isOver(job.state);
  const { state: liveState } = useLiveStatus();
  const heard = (update: Parameters<typeof hear>[1]["update"]) => dispatch({ update, at: Date.now() });
  const take = (summary: JobSummary) =>
    heard({ type: "changed", id, ownerId: summary.ownerId, since: summary.version - 1, job: summary });

  const stream = trpc.job.onUpdate.useSubscription(
    { id },
    {
      enabled: !over,
      // A resync is followed by all there is to know.
      onData: ({ data }) => isResync(data) || heard(data),
    },
  );
  // The stream of a job ends with it.
  trpc.job.onMine.useSubscription(
    {},
    { enabled: over, onData: ({ data }) => isResync(data) || data.id !== id || heard(data) },
  );
  const isConnected = liveState === "live" && (over || stream.status === "pending");

  const isFinal = job?.state === "succeeded";
  const failure = useReadings({
    id,
    inMs: complete ? (isFinal || isConnected ? null : (job?.nextPollMs ?? overMs)) : 0,
    version: job?.version ?? 0,
    onRead: (read) => heard({ type: "snapshot", job: read }),
  });
  const error = stream.error?.message ?? failure ?? (liveState === "offline" ? "Connection lost" : null);
  return { job, heardAt, isConnected, error, take };
}

interface Readings {
  id: string;
  /** When to read the job, in milliseconds from now; null for never. */
  inMs: number | null;
  version: number;
  onRead: (job: JobView) => void;
}

/** Reads the job when told to, and returns why that does not work. */
function useReadings({ id, inMs, version, onRead }: Readings): string | null {
  const { client } = trpc.useUtils();
  const [{ round, failure }, setOutcome] = useState<{ round: number; failure: string | null }>({
    round: 0,
    failure: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onRead` is new at each render; `version` and `round` begin the next reading
  useEffect(() => {
    if (inMs === null) return;
    const abort = new AbortController();
    const read = async () => {
      let failure: string | null = null;
      try {
        onRead(await client.job.byId.query({ id }, { signal: abort.signal }));
      } catch (error) {
        failure = error instanceof Error ? error.message : "Connection lost";
      }
      if (!abort.signal.aborted) setOutcome(({ round }) => ({ round: round + 1, failure }));
    };
    const timer = setTimeout(read, failure === null ? inMs : Math.max(inMs, afterFailureMs));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, id, inMs, version, round]);
  return failure;
}
