import type { ErrorCode } from "./contract";

/** What every error of Inkwire carries. */
export interface InkwireErrorData {
  /** tRPC's code, such as "CONFLICT". */
  code: string;
  httpStatus: number;
  path?: string;
  /** What kind of error it is; null for what is refused before it reaches a procedure. */
  reason: ErrorCode | null;
  /** What helps to act on it, such as the current version on a conflict. */
  details: Record<string, unknown> | null;
  /** Messages by field of the input. */
  fields: Record<string, string[] | undefined> | null;
  /** To be named when asking for help. */
  requestId: string | null;
}

/** An error that Inkwire answered with, as opposed to one of the network. */
export interface InkwireError extends Error {
  readonly data: InkwireErrorData;
}

/** Whether `error` is Inkwire's answer; with `reason`, whether it is that one. */
export function isInkwireError(error: unknown, reason?: ErrorCode): error is InkwireError {
  const data: unknown = error instanceof Error && "data" in error ? error.data : null;
  if (typeof data !== "object" || data === null || !("reason" in data)) return false;
  return reason === undefined || data.reason === reason;
}
