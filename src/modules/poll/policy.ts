import type { PollAudience, Refusal } from "./schema";

/** When a poll closed, in milliseconds since 1970: by hand or by its deadline, whether or not a task has noticed. Null: open. */
export function closedSince(
  poll: { closedAt: Date | string | null; closesAt: Date | string | null },
  now: number,
): number | null {
  if (poll.closedAt !== null) return new Date(poll.closedAt).getTime();
  const deadline = poll.closesAt === null ? Number.POSITIVE_INFINITY : new Date(poll.closesAt).getTime();
  return deadline <= now ? deadline : null;
}

/** Who asks for the results, and of what poll. */
export interface ResultsQuestion {
  resultsFor: PollAudience;
  closed: boolean;
  own: boolean;
  answered: boolean;
}

export const seesResults = ({ resultsFor, closed, own, answered }: ResultsQuestion): boolean =>
  own || closed || resultsFor === "everyone" || (resultsFor === "answered" && answered);

export const refusals: Record<Refusal, string> = {
  closed: "This poll is closed.",
  members: "Sign in to answer this poll.",
  full: "This poll has as many answers as it can take.",
  name: "Enter the name that you answer under.",
};

const hourMs = 60 * 60_000;

/** From when on a poll is "closing soon", in milliseconds since 1970: an hour before its end, or the last quarter of its time. */
export const closingSoonFrom = ({ createdAt, closesAt }: { createdAt: number; closesAt: number }): number =>
  closesAt - Math.min(hourMs, Math.max(0, closesAt - createdAt) / 4);
