import { z } from "zod";
import type { Prisma } from "@/generated/prisma/client";
import { live } from "@/live/live";
import { notApart } from "@/modules/boundary/queries";
import { type Actor, memberIdOf } from "@/modules/member/actor";
import { readable } from "@/modules/story/queries";
import { db, type Tx } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { readPageCursor, writePageCursor } from "@/platform/page-cursor";
import { consume } from "@/platform/rate-limit";
import { hashOfKey } from "./edit-key";
import { closedSince, seesResults } from "./policy";
import type { ListPolls, OnResults, OpenAnswer, OpenedAnswer, PollPage, PollResults, PollView } from "./schema";
import {
  answerColumns,
  cardColumns,
  type PollRow,
  pollColumns,
  toAnswer,
  toCard,
  toOption,
  toParticipant,
  toResults,
} from "./views";

export const missing = () => new AppError("not_found", "This poll does not exist, or is not visible to you.");

/** Polls that the actor may know of by their link: those about a story share its visibility. */
function visible(actor: Actor): Prisma.PollWhereInput {
  const organiserId = memberIdOf(actor);
  const others: Prisma.PollWhereInput = {
    hiddenAt: null,
    organiser: { bannedAt: null, ...notApart(actor) },
    OR: [{ storyId: null }, { story: readable(actor) }],
  };
  return organiserId ? { OR: [{ organiserId }, others] } : others;
}

/** @throws AppError `not_found` unless the actor may see the poll. */
export async function findPoll(tx: Tx, actor: Actor, slug: string): Promise<PollRow> {
  const row = await tx.poll.findFirst({ where: { slug, AND: visible(actor) }, select: pollColumns });
  if (!row) throw missing();
  return row;
}

/** As `findPoll`, by its id. */
export async function findVisible(tx: Tx, actor: Actor, id: string) {
  const row = await tx.poll.findFirst({
    where: { id, AND: visible(actor) },
    select: {
      organiserId: true,
      question: true,
      description: true,
      slug: true,
      options: { orderBy: { number: "asc" } },
    },
  });
  if (!row) throw missing();
  return row;
}

/** What a poll has come to. Within a transaction that holds the poll's row nobody answers in between. */
export async function readResults(tx: Tx, poll: PollRow, now: number): Promise<PollResults> {
  const marked = await tx.$queryRaw<{ number: number; yes: number; maybe: number }[]>`
    SELECT number, (count(*) FILTER (WHERE yes))::int AS yes, (count(*) FILTER (WHERE NOT yes))::int AS maybe
    FROM (
      SELECT unnest(yes) AS number, true AS yes FROM "PollResponse" WHERE "pollId" = ${poll.id}
      UNION ALL
      SELECT unnest(maybe), false FROM "PollResponse" WHERE "pollId" = ${poll.id}
    ) AS marks
    GROUP BY number`;
  // By how many options there were when they answered: one group, unless options were added since.
  const groups = await tx.pollResponse.groupBy({ by: ["upTo"], where: { pollId: poll.id }, _count: true });
  const people =
    poll.kind === "availability"
      ? await tx.pollResponse.findMany({
          where: { pollId: poll.id },
          orderBy: [{ createdAt: "asc" }, { id: "asc" }],
          select: answerColumns,
        })
      : [];
  const byNumber = new Map(marked.map((count) => [count.number, count]));
  const options = poll.options.map(({ number }) => {
    const { yes, maybe } = byNumber.get(number) ?? { yes: 0, maybe: 0 };
    const asked = groups.reduce((sum, { upTo, _count }) => (upTo >= number ? sum + _count : sum), 0);
    return { number, yes, maybe, no: asked - yes - maybe };
  });
  const responses = groups.reduce((sum, { _count }) => sum + _count, 0);
  return toResults(poll, { responses, options, participants: people.map(toParticipant) }, now);
}

const findMine = async (tx: Tx, actor: Actor, pollId: string) => {
  const memberId = memberIdOf(actor);
  if (!memberId) return null;
  const row = await tx.pollResponse.findUnique({
    where: { pollId_memberId: { pollId, memberId } },
    select: answerColumns,
  });
  return row && toAnswer(row);
};

/**
 * The results, where the actor may see them, and null otherwise.
 * @param answered whether a guest has shown the key of an answer.
 */
async function resultsFor(actor: Actor, poll: PollRow, answered: boolean, now: number): Promise<PollResults | null> {
  const question = {
    resultsFor: poll.resultsFor,
    closed: closedSince(poll, now) !== null,
    own: memberIdOf(actor) === poll.organiserId,
    answered,
  };
  return seesResults(question) ? readResults(db(), poll, now) : null;
}

/**
 * A poll to answer or to look at.
 * @throws AppError `not_found` unless the actor may see it.
 */
export async function getPoll(actor: Actor, { slug }: { slug: string }): Promise<PollView> {
  const position = await live.cursor(); // before the read: what commits later is on the stream
  const row = await findPoll(db(), actor, slug);
  const now = Date.now();
  const mine = await findMine(db(), actor, row.id);
  const results = await resultsFor(actor, row, mine !== null, now);
  return {
    ...toCard(row, mine !== null, now),
    id: row.id,
    hidden: row.hiddenAt !== null,
    description: row.description,
    options: row.options.map(toOption),
    multiple: row.multiple,
    timeZone: row.timeZone,
    visibility: row.visibility,
    resultsFor: row.resultsFor,
    guests: row.guests,
    winners: results?.winners ?? [],
    own: memberIdOf(actor) === row.organiserId,
    mine,
    results,
    now: new Date(now).toISOString(),
    live: position,
  };
}

/** A reading circle shares an address; a script that guesses has 2^256 keys to try. */
const keyLimit = { name: "poll-key", points: 120, seconds: 60 };

const noSuchAnswer = () => new AppError("not_found", "This edit link does not lead to an answer of this poll.");

/**
 * The answer that a guest's edit link leads to.
 * @throws AppError `not_found`, whether the poll has no such answer or another poll has it.
 */
export async function findKeyed(tx: Tx, pollId: string, key: string) {
  const row = await tx.pollResponse.findFirst({
    where: { pollId, memberId: null, keyHash: hashOfKey(key) },
    select: answerColumns,
  });
  if (!row) throw noSuchAnswer();
  return row;
}

/** @throws AppError `not_found` when the key is of no answer of this poll; `rate_limited` when many were tried. */
export async function openAnswer(
  actor: Actor,
  { slug, key }: OpenAnswer,
  { address }: { address?: string | null },
): Promise<OpenedAnswer> {
  await consume(keyLimit, address ?? "unknown");
  const position = await live.cursor();
  const poll = await findPoll(db(), actor, slug);
  const answer = toAnswer(await findKeyed(db(), poll.id, key));
  return { answer, results: await resultsFor(actor, poll, true, Date.now()), live: position };
}

/**
 * What a stream of results needs to know of who asks: which poll it is, and whether they have answered it.
 * @throws AppError `not_found` unless the actor may see the poll.
 */
export async function findFollowed(actor: Actor, { slug, key }: OnResults): Promise<{ answered: boolean }> {
  const poll = await findPoll(db(), actor, slug);
  if (await findMine(db(), actor, poll.id)) return { answered: true };
  if (!key) return { answered: false };
  const keyed = await findKeyed(db(), poll.id, key).catch((error) => {
    if (error instanceof AppError) return null; // withdrawn meanwhile: one follows like anybody else
    throw error;
  });
  return { answered: keyed !== null };
}

const pageKeys = z.tuple([z.iso.datetime(), z.uuid()]);

/** Polls, the latest first. */
export async function listPolls(actor: Actor, { filter, storyId, limit, cursor }: ListPolls): Promise<PollPage> {
  const memberId = memberIdOf(actor);
  const now = new Date();
  const where: Prisma.PollWhereInput[] = [visible(actor)];
  if (storyId) where.push({ storyId });
  if (filter === "open") where.push({ closedAt: null, OR: [{ closesAt: null }, { closesAt: { gt: now } }] });
  if (filter === "open" || filter === "public") {
    where.push({ visibility: "public" });
  } else {
    if (!memberId) throw new AppError("unauthenticated", "Sign in to see your polls.");
    where.push(filter === "mine" ? { organiserId: memberId } : { responses: { some: { memberId } } });
  }
  if (cursor) {
    const [createdAt, id] = readPageCursor(cursor, pageKeys);
    where.push({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] });
  }
  const rows = await db().poll.findMany({
    where: { AND: where },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: { ...cardColumns, id: true, responses: { where: { memberId: memberId ?? "" }, select: { id: true } } },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toCard(row, row.responses.length > 0, now.getTime())),
    nextCursor: rows.length > limit && last ? writePageCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
