"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, isNonJsonSerializable, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { liveLink } from "@/live/browser/live-link";
import { announceSignInChange } from "@/live/browser/sign-in-change";
import { setLiveStatus } from "@/live/browser/status";
import { authClient } from "@/modules/member/auth-client";
import { createQueryClient } from "./query-client";
import type { AppRouter } from "./router";
import { tabId } from "./tab";

/** Typed hooks for every procedure: `trpc.story.feed.useQuery(…)`, `trpc.story.onPublished.useSubscription(…)`. */
export const trpc = createTRPCReact<AppRouter>();

export type AppClientError = TRPCClientError<AppRouter>;

const url = "/api/trpc";

/** In characters. Browsers give a page 64 KiB for all that it has under way beyond its end, and refuse what is more. */
const longestBeyondPage = 2_000;

/** What was pressed just before a page is left reaches the server all the same, unless it is long. */
const fetchBeyondPage: typeof fetch = (input, init) =>
  fetch(input, { ...init, keepalive: typeof init?.body === "string" && init.body.length <= longestBeyondPage });

/** Whom the server rendered the page for. */
let identity = "";

const headers = () => ({ "x-inkwire-tab": tabId, "x-inkwire-viewer": identity });

function createBrowserClient() {
  return trpc.createClient({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: liveLink({
          url: "/api/live",
          identity: () => identity,
          refreshSession: () => authClient.getSession(),
          onState: setLiveStatus,
        }),
        false: splitLink({
          condition: ({ input }) => isNonJsonSerializable(input),
          true: httpLink({ url, headers }),
          false: httpBatchLink({ url, headers, fetch: fetchBeyondPage, maxURLLength: 4_000, maxItems: 20 }),
        }),
      }),
    ],
  });
}

/** @param viewer for whom the page is rendered (`liveIdentity`). */
export function TrpcProvider({ viewer, children }: { viewer: string; children: ReactNode }) {
  useIdentity(viewer);
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createBrowserClient);
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}

/** Lets the streams follow when a page is rendered for somebody else than the one before it. */
function useIdentity(viewer: string): void {
  if (typeof window !== "undefined") identity ||= viewer;
  useEffect(() => {
    if (identity === viewer) return;
    identity = viewer;
    announceSignInChange();
  }, [viewer]);
}

/** Our error code in a failed call's answer; null when it never reached us. */
export const reasonOf = (error: unknown): string | null =>
  error instanceof TRPCClientError ? ((error as AppClientError).data?.reason ?? null) : null;
