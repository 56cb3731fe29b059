import { TRPCClientError, type TRPCLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { LiveClient } from "./live-client";
import { setLiveStatus } from "./status";

export interface LiveLinkOptions {
  /** Of the multiplex endpoint, such as "/api/live". */
  url: string;
}

/**
 * A terminating link for subscriptions that carries all of them over one connection and keeps it up. Results are those of
 * tRPC's `httpSubscriptionLink`: `{ id, data }` for each event.
 */
export function liveLink<Router extends AnyTRPCRouter>({ url }: LiveLinkOptions): TRPCLink<Router> {
  return () => {
    const client = new LiveClient(url, setLiveStatus);
    return ({ op }) =>
      observable((observer) => {
        const state = (state: "connecting" | "pending", error: TRPCClientError<Router> | null) =>
          observer.next({ result: { type: "state", state, error } as never });
        state("connecting", null);
        return client.subscribe(op.path, op.input, {
          onStarted() {
            observer.next({ result: { type: "started" } });
            state("pending", null);
          },
          onEvent: (id, data) => observer.next({ result: { id, data: { id, data } } as never }),
          onInterrupted: (reason) => state("connecting", new TRPCClientError(reason)),
          onRefused: (error) => observer.error(TRPCClientError.from({ error })),
        });
      });
  };
}
