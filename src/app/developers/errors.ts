import type { ErrorCode } from "@/platform/errors";

/** When each reason is given, for those who handle it. */
export const errorWords: Record<ErrorCode, string> = {
  invalid: "The input does not fit; fields and message say what does.",
  unauthenticated: "Nobody is signed in, or the key is not valid any more.",
  forbidden: "You may not do this; for a key, details.needed names the scope.",
  not_found: "It does not exist, or not for you.",
  conflict: "It was changed meanwhile; details often hold how it stands now.",
  too_large: "More than is taken at once.",
  rate_limited: "Too often; details.retryAfterSeconds says when again.",
  unavailable: "Not at the moment; try again soon.",
};
