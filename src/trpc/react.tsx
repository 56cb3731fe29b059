"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, isNonJsonSerializable, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import { type ReactNode, useState } from "react";
import { liveLink } from "@/live/browser/live-link";
import { createQueryClient } from "./query-client";
import type { AppRouter } from "./router";
import { tabId } from "./tab";

/** Typed hooks for every procedure: `trpc.story.feed.useQuery(…)`, `trpc.story.onPublished.useSubscription(…)`. */
export const trpc = createTRPCReact<AppRouter>();

export type AppClientError = TRPCClientError<AppRouter>;

const url = "/api/trpc";
const headers = () => ({ "x-inkwire-tab": tabId });

function createBrowserClient() {
  return trpc.createClient({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: liveLink({ url: "/api/live" }),
        false: splitLink({
          condition: ({ input }) => isNonJsonSerializable(input),
          true: httpLink({ url, headers }),
          false: httpBatchLink({ url, headers, maxURLLength: 4_000 }),
        }),
      }),
    ],
  });
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createBrowserClient);
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}

/** Our error code in a failed call's answer; null when it never reached us. */
export const reasonOf = (error: unknown): string | null =>
  error instanceof TRPCClientError ? ((error as AppClientError).data?.reason ?? null) : null;
