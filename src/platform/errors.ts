import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";

/** Our error codes, sent as `data.reason`, and the tRPC code (hence HTTP status) that each travels under. */
export const errorCodes = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  too_large: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<string, TRPC_ERROR_CODE_KEY>;

export type ErrorCode = keyof typeof errorCodes;

/**
 * A refusal that the caller can understand and act on: its message and details leave the server, so they say what was
 * wrong, what is accepted, and never how the server works inside.
 */
export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** JSON that helps to act on it, such as the current version on a conflict. */
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** A wrong setting or surrounding that stops the start; its message alone is shown to the operator. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** Whether PostgreSQL says that a text cannot be stored or compared with, because there is a NUL in it (22021). */
export const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && /invalid byte sequence for encoding|22021/.test(error.message);
