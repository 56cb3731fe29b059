import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { EventSource } from "eventsource";
import type { AppRouter } from "@/trpc/router";

/** The stock tRPC client, as any TypeScript service would set it up, with the cookies of one member. */
export function stockClient(url: string, cookie: string | null, tab?: string, apiKey?: string) {
  const headers = {
    ...(cookie && { cookie }),
    ...(tab && { "x-inkwire-tab": tab }),
    ...(apiKey && { "x-api-key": apiKey }),
  };
  const link = { url: `${url}/api/trpc` };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          ...link,
          EventSource: EventSource as never,
          eventSourceOptions: () =>
            ({
              fetch: (input: string | URL, init: RequestInit) =>
                fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
            }) as never,
        }),
        false: httpLink({ ...link, headers }),
      }),
    ],
  });
}

export type StockClient = ReturnType<typeof stockClient>;

interface Subscribable<Data> {
  onData(data: Data): void;
  onError(error: unknown): void;
  onStarted(): void;
}

/** What a subscription delivers, kept in order, for tests to wait on. */
export class Received<Data> implements Disposable {
  readonly all: Data[] = [];
  readonly errors: unknown[] = [];
  started = false;
  readonly #unsubscribe: () => void;

  constructor(subscribe: (observer: Subscribable<Data>) => { unsubscribe(): void }) {
    const { unsubscribe } = subscribe({
      onData: (data) => this.all.push(data),
      onError: (error) => this.errors.push(error),
      onStarted: () => {
        this.started = true;
      },
    });
    this.#unsubscribe = unsubscribe;
  }

  [Symbol.dispose](): void {
    this.#unsubscribe();
  }
}

/** Several things that end together. */
export const together = (things: readonly Disposable[]): Disposable => ({
  [Symbol.dispose]() {
    for (const thing of things) thing[Symbol.dispose]();
  },
});
