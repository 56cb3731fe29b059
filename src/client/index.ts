import { createTRPCClient, httpBatchLink, httpLink, isNonJsonSerializable, retryLink, splitLink } from "@trpc/client";
import { liveLink } from "@/live/browser/live-link";
import type { LiveState } from "@/live/browser/status";
import { exchange } from "@/live/browser/wire";
import type { AppRouter } from "@/trpc/router";
import type { InkwireClient } from "./contract";
import { mayBeTriedAgain } from "./try-again";

export type { ErrorCode, InkwireClient } from "./contract";
export { type InkwireError, type InkwireErrorData, isInkwireError } from "./errors";
export { verifyWebhook, WebhookError, type WebhookEvent, type WebhookHeaders, type WebhookOptions } from "./webhook";
export type { LiveState };

export interface InkwireClientOptions {
  /** Where Inkwire is, such as "https://stories.example". */
  url: string;
  /** A key from Settings, API keys. Without one the client sees what guests see. */
  apiKey?: string;
  /** How long one call may take, in milliseconds; 30 seconds unless said otherwise. Streams last as long as they are wanted. */
  timeoutMs?: number;
  /** How often a query that failed in passing is tried again; 3 unless said otherwise. Mutations are never sent twice. */
  retries?: number;
  /** Told whether streams are live, and why not. */
  onStateChange?: (state: LiveState, reason: string) => void;
}

/**
 * Everything that Inkwire can do, typed: `client.story.feed.query({})`, `client.story.create.mutate({ title })`,
 * `client.story.onPublished.subscribe({ lastEventId }, { onData: ({ id, data }) => … })`.
 *
 * Calls made at once travel as one request. All subscriptions share one connection, which is opened again after whatever
 * ended it, each going on after its last event; keep `id` and hand it back as `lastEventId` to go on after a restart, too.
 * Data that says `{ resync }` means that something before it may have been missed. What
 * Inkwire refuses has a `reason`: see `isInkwireError`.
 */
export function createInkwireClient({
  url,
  apiKey,
  timeoutMs = 30_000,
  retries = 3,
  onStateChange,
}: InkwireClientOptions): InkwireClient {
  const base = url.replace(/\/+$/, "");
  const headers: Record<string, string> = apiKey ? { "x-api-key": apiKey } : {};
  const calls = {
    url: `${base}/api/trpc`,
    headers,
    fetch: (input: RequestInfo | URL | string, init?: { signal?: AbortSignal | null }) =>
      fetch(input, { ...(init as RequestInit), signal: within(timeoutMs, init?.signal) }),
  };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: liveLink({
          url: `${base}/api/live`,
          tabs: null,
          send: (to, request, signal, onMessage) => exchange(to, request, signal, onMessage, headers),
          ...(onStateChange && { onState: onStateChange }),
        }),
        false: [
          retryLink({
            retry: ({ op, error, attempts }) => op.type === "query" && attempts <= retries && mayBeTriedAgain(error),
            // Half a second at first, then one, then two, each up to as much again.
            retryDelayMs: (attempts) => 500 * 2 ** (attempts - 1) * (1 + Math.random()),
          }),
          splitLink({
            condition: ({ input }) => isNonJsonSerializable(input),
            true: httpLink(calls),
            false: httpBatchLink({ ...calls, maxItems: 20 }),
          }),
        ],
      }),
    ],
  });
}

/**
 * Aborts with `signal`, or when the time is over, the body of an answer included. By hand: Node 20 may collect a timeout that was
 * given to `AbortSignal.any` before its time has come, and then it never comes.
 */
function within(ms: number, signal: AbortSignal | null | undefined): AbortSignal {
  const abort = new AbortController();
  const timer: { unref?(): void } | number = setTimeout(
    () => abort.abort(new DOMException(`no answer within ${ms} ms`, "TimeoutError")),
    ms,
  );
  if (typeof timer === "object") timer.unref?.();
  if (signal?.aborted) abort.abort(signal.reason);
  signal?.addEventListener("abort", () => abort.abort(signal.reason), { once: true });
  return abort.signal;
}
