import type { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@/trpc/router";

/** Whether the same query may well succeed in a moment. */
export function mayBeTriedAgain(error: TRPCClientError<AppRouter>): boolean {
  const status = error.data?.httpStatus ?? statusOf(error.meta?.response);
  if (status === undefined) return error.cause?.name !== "AbortError"; // the network failed, or the call took too long
  return [408, 425, 429, 502, 503, 504].includes(status);
}

const statusOf = (response: unknown): number | undefined =>
  response instanceof Response && !response.ok ? response.status : undefined;
