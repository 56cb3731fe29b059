import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/trpc/router";

export type { ErrorCode } from "@/platform/errors";

/** In the package this is spelled out, procedure by procedure, without tRPC's types (scripts/client-types.ts). */
export type InkwireClient = TRPCClient<AppRouter>;
