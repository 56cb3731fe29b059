import { QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

/** Refusals stay refusals; only what may pass by itself is tried again. */
const mayPass = (error: unknown) => {
  const status =
    error instanceof TRPCClientError ? (error.data as { httpStatus?: number } | undefined)?.httpStatus : undefined;
  return status === undefined || status === 429 || status >= 500;
};

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
      // A write is never repeated behind the writer's back.
      mutations: { retry: false, networkMode: "always" },
    },
  });
