import { z } from "zod";
import { defineTask, enqueueTask, withdraw } from "@/jobs/queue";
import { announce } from "@/live/outbox";
import { notify } from "@/modules/notification/notify";
import { audienceOf } from "@/modules/story/events";
import { afterCommit, type Tx, transact } from "@/platform/db";
import { log } from "@/platform/log";
import { resultsUpdated } from "./events";
import { closedSince, closingSoonFrom } from "./policy";
import { readResults } from "./queries";
import { winnersOf } from "./ranking";
import type { PollResults } from "./schema";
import { type PollRow, pollColumns } from "./views";
import { describeSlot } from "./zones";

/** Results are told at once, and while answers rush in by each process that takes them in this interval, in milliseconds. */
const tellEveryMs = 250;
/** A process that died before it told the last of a rush is made up for after this time, in milliseconds. */
const tellLateMs = 1_000;
/** Members who are told of something in one transaction. */
const batchSize = 200;

const input = z.object({ pollId: z.string() });

const readPoll = (tx: Tx, id: string) => tx.poll.findUnique({ where: { id }, select: pollColumns });

/** Whom the results of a poll are told now. */
export const audienceNow = (poll: PollRow, now: number) =>
  poll.hiddenAt !== null ? "organiser" : closedSince(poll, now) === null ? poll.resultsFor : "everyone";

/** Tells what a poll has come to, unless its latest version was told already. Locks the poll until the end of `tx`. */
export async function tellResults(tx: Tx, id: string): Promise<PollResults | null> {
  const untold = await tx.$executeRaw`
    UPDATE "Poll" SET "toldVersion" = version, "toldAt" = clock_timestamp() WHERE id = ${id} AND "toldVersion" < version`;
  const poll = untold > 0 && (await readPoll(tx, id));
  if (!poll) return null;
  const now = Date.now();
  const results = await readResults(tx, poll, now);
  await announce(tx, resultsUpdated, {
    type: "results",
    slug: poll.slug,
    organiserId: poll.organiserId,
    story: poll.story && audienceOf(poll.story),
    audience: audienceNow(poll, now),
    results,
  });
  return results;
}

/**
 * Tells the results as part of `tx`, or, when they were told a moment ago, right after that moment, together with what
 * others answer meanwhile: by this process, and by a task if it dies first.
 * @param lately whether they were told less than `tellEveryMs` ago.
 */
export async function tellResultsSoon(tx: Tx, id: string, lately: boolean): Promise<void> {
  if (!lately) return void (await tellResults(tx, id));
  await enqueueTask(tx, tellLate, { pollId: id }, { key: `poll tell ${id}`, runAt: new Date(Date.now() + tellLateMs) });
  afterCommit(tx, () => tellAfterRush(id));
}

const rushes = new Set<string>();

function tellAfterRush(id: string): void {
  if (rushes.has(id)) return;
  rushes.add(id);
  setTimeout(() => {
    rushes.delete(id);
    transact((tx) => tellResults(tx, id)).catch((error) =>
      log().warn({ err: error }, "poll: results were not told in time, their task does it"),
    );
  }, tellEveryMs).unref();
}

export const tellLate = defineTask({
  name: "poll-tell-results",
  input,
  run: async ({ pollId }) => void (await transact((tx) => tellResults(tx, pollId))),
});

/** What an option is called where a poll is spoken of. */
export function labelOf(poll: Pick<PollRow, "options" | "timeZone">, number: number): string {
  const option = poll.options.find((candidate) => candidate.number === number);
  if (!option?.startsAt || !option.endsAt) return option?.text ?? "";
  return describeSlot(option.startsAt.toISOString(), option.endsAt.toISOString(), poll.timeZone);
}

/**
 * Does what follows from the closing of a poll, once its row says `closedAt`: finds the winner, tells the results to all,
 * and those who answered.
 * @param winner as the organiser chose; null: the best.
 */
export async function finishPoll(tx: Tx, id: string, winner: number | null): Promise<void> {
  const poll = await readPoll(tx, id);
  if (!poll) return;
  const { options } = await readResults(tx, poll, Date.now());
  const winners = winner === null ? winnersOf(poll.kind, options) : [winner];
  await tx.poll.update({ where: { id }, data: { winners, version: { increment: 1 } } });
  await tellResults(tx, id);
  await unschedule(tx, id);
  await enqueueTask(tx, tellParticipants, { pollId: id }, { key: `poll ended ${id}` });
}

/** Closes a poll whose deadline has passed. Nothing waits for it: a poll past its deadline takes no answers anyway. */
export const closeAtDeadline = defineTask({
  name: "poll-close-at-deadline",
  input,
  run: ({ pollId }) =>
    transact(async (tx) => {
      const closed = await tx.$executeRaw`
        UPDATE "Poll" SET "closedAt" = "closesAt"
        WHERE id = ${pollId} AND "closedAt" IS NULL AND "closesAt" <= clock_timestamp()`;
      if (closed > 0) await finishPoll(tx, pollId, null);
    }),
});

/** Tells the members who answered a poll how it ended, each once. */
export const tellParticipants = defineTask({
  name: "poll-tell-participants",
  input,
  async run({ pollId }, signal) {
    for (let told = batchSize; told === batchSize && !signal.aborted; ) {
      told = await transact(async (tx) => {
        const poll = await readPoll(tx, pollId);
        if (!poll?.closedAt || poll.hiddenAt) return 0;
        const rows = await tx.$queryRaw<{ memberId: string }[]>`
          UPDATE "PollResponse" SET "toldOfEnd" = true WHERE id IN (
            SELECT id FROM "PollResponse"
            WHERE "pollId" = ${pollId} AND "memberId" IS NOT NULL AND NOT "toldOfEnd" ORDER BY id LIMIT ${batchSize})
          RETURNING "memberId"`;
        const { slug, question, winners, organiserId, storyId } = poll;
        const [winner] = winners;
        notify(tx, {
          type: "poll.closed",
          to: rows.map(({ memberId }) => memberId),
          actorId: organiserId,
          subject: pollId,
          ...(storyId && { storyId }),
          data: { slug, question, winner: winner && winners.length === 1 ? labelOf(poll, winner) : null },
        });
        return rows.length;
      });
    }
  },
});

/** Tells the members who have opened a poll and not answered that it is about to close, each once. */
export const remindVisitors = defineTask({
  name: "poll-remind",
  input,
  async run({ pollId }, signal) {
    for (let told = batchSize; told === batchSize && !signal.aborted; ) {
      told = await transact(async (tx) => {
        const poll = await readPoll(tx, pollId);
        if (!poll?.closesAt || poll.hiddenAt || closedSince(poll, Date.now()) !== null) return 0;
        const rows = await tx.$queryRaw<{ memberId: string }[]>`
          UPDATE "PollVisit" SET "remindedAt" = now() WHERE "pollId" = ${pollId} AND "memberId" IN (
            SELECT visit."memberId" FROM "PollVisit" visit
            WHERE visit."pollId" = ${pollId} AND visit."remindedAt" IS NULL AND NOT EXISTS (
              SELECT FROM "PollResponse" response
              WHERE response."pollId" = visit."pollId" AND response."memberId" = visit."memberId")
            ORDER BY visit."memberId" LIMIT ${batchSize})
          RETURNING "memberId"`;
        const { slug, question, closesAt, organiserId, storyId } = poll;
        notify(tx, {
          type: "poll.closing",
          to: rows.map(({ memberId }) => memberId),
          actorId: organiserId,
          subject: pollId,
          ...(storyId && { storyId }),
          data: { slug, question, closesAt: closesAt.toISOString() },
        });
        return rows.length;
      });
    }
  },
});

const keysOf = (id: string) => ({ close: `poll close ${id}`, remind: `poll remind ${id}` });

/** Has the poll closed at its deadline, and visitors reminded before. */
export async function schedulePoll(
  tx: Tx,
  { id, createdAt, closesAt }: { id: string; createdAt: Date; closesAt: Date | null },
): Promise<void> {
  await unschedule(tx, id);
  if (!closesAt) return;
  const { close, remind } = keysOf(id);
  await enqueueTask(tx, closeAtDeadline, { pollId: id }, { key: close, runAt: closesAt });
  const soon = closingSoonFrom({ createdAt: createdAt.getTime(), closesAt: closesAt.getTime() });
  await enqueueTask(tx, remindVisitors, { pollId: id }, { key: remind, runAt: new Date(soon) });
}

async function unschedule(tx: Tx, id: string): Promise<void> {
  for (const key of Object.values(keysOf(id))) await withdraw(tx, key);
}

/** The tasks of polls, for src/jobs/registry.ts. */
export const pollTasks = [tellLate, closeAtDeadline, tellParticipants, remindVisitors];
