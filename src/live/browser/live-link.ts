import { TRPCClientError, type TRPCLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { LiveClient, type LiveClientOptions } from "./live-client";

export type LiveLinkOptions = LiveClientOptions;

/**
 * A terminating link for subscriptions that carries all of them, of all tabs of a browser, over one connection and keeps it
 * up. Results are those of tRPC's `httpSubscriptionLink`: `{ id, data }` for each event that has an id, else the data.
 */
export function liveLink<Router extends AnyTRPCRouter>(options: LiveLinkOptions): TRPCLink<Router> {
  return () => {
    const client = new LiveClient(options);
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
          onEvent: (id, data) =>
            observer.next({ result: (id === null ? { data } : { id, data: { id, data } }) as never }),
          onInterrupted: (reason) => state("connecting", new TRPCClientError(reason)),
          onRefused: (error) => observer.error(TRPCClientError.from({ error })),
          onEnded() {
            observer.next({ result: { type: "stopped" } });
            observer.complete();
          },
        });
      });
  };
}
