import type { Prisma } from "@/generated/prisma/client";
import { closedSince } from "./policy";
import { winnersOf } from "./ranking";
import type { AnswerView, OptionCount, OptionView, Participant, PollCard, PollResults } from "./schema";

/** From rows to what leaves the server. */

const organiserColumns = { id: true, handle: true, name: true, image: true } satisfies Prisma.MemberSelect;

export const pollColumns = {
  id: true,
  slug: true,
  organiserId: true,
  storyId: true,
  kind: true,
  question: true,
  description: true,
  multiple: true,
  timeZone: true,
  visibility: true,
  resultsFor: true,
  guests: true,
  closesAt: true,
  closedAt: true,
  winners: true,
  version: true,
  retired: true,
  hiddenAt: true,
  createdAt: true,
  organiser: { select: organiserColumns },
  story: {
    select: { id: true, slug: true, title: true, authorId: true, status: true, visibility: true, removedAt: true },
  },
  options: { orderBy: { number: "asc" } },
  _count: { select: { responses: true } },
} satisfies Prisma.PollSelect;
export type PollRow = Prisma.PollGetPayload<{ select: typeof pollColumns }>;

export const cardColumns = {
  slug: true,
  kind: true,
  question: true,
  closesAt: true,
  closedAt: true,
  createdAt: true,
  organiser: { select: organiserColumns },
  story: { select: { id: true, slug: true, title: true } },
  _count: { select: { responses: true } },
} satisfies Prisma.PollSelect;
type CardRow = Prisma.PollGetPayload<{ select: typeof cardColumns }>;

export const answerColumns = {
  id: true,
  name: true,
  yes: true,
  maybe: true,
  upTo: true,
  editedAt: true,
  member: { select: { name: true, handle: true } },
} satisfies Prisma.PollResponseSelect;
type AnswerRow = Prisma.PollResponseGetPayload<{ select: typeof answerColumns }>;

const iso = (at: Date | number | null): string | null => (at === null ? null : new Date(at).toISOString());

export const toCard = ({ _count, createdAt, closesAt, ...row }: CardRow, answered: boolean, now: number): PollCard => ({
  slug: row.slug,
  kind: row.kind,
  question: row.question,
  organiser: row.organiser,
  story: row.story && { slug: row.story.slug, title: row.story.title },
  closesAt: iso(closesAt),
  closedAt: iso(closedSince({ closedAt: row.closedAt, closesAt }, now)),
  responses: _count.responses,
  answered,
  createdAt: createdAt.toISOString(),
});

export const toOption = ({ number, text, startsAt, endsAt }: PollRow["options"][number]): OptionView => ({
  number,
  text,
  startsAt: iso(startsAt),
  endsAt: iso(endsAt),
});

export const toAnswer = ({ id, name, yes, maybe, upTo, editedAt, member }: AnswerRow): AnswerView => ({
  id,
  name: member?.name ?? name,
  yes,
  maybe,
  upTo,
  editedAt: editedAt.toISOString(),
});

export const toParticipant = ({ id, name, yes, maybe, upTo, member }: AnswerRow): Participant => ({
  id,
  name: member?.name ?? name,
  yes,
  maybe,
  upTo,
  handle: member?.handle ?? null,
});

/** What `poll`, read with its options, has come to at `now`. */
export function toResults(
  poll: Pick<PollRow, "kind" | "version" | "closedAt" | "closesAt" | "winners">,
  counts: { responses: number; options: OptionCount[]; participants: Participant[] },
  now: number,
): PollResults {
  const closedAt = closedSince(poll, now);
  return { ...counts, version: poll.version, closedAt: iso(closedAt), winners: closedAt === null ? [] : winnersFrom() };

  // Between its deadline and the task that notes it a poll has a winner all the same.
  function winnersFrom(): number[] {
    return poll.closedAt ? poll.winners : winnersOf(poll.kind, counts.options);
  }
}
