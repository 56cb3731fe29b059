import { randomUUID } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import { announce } from "@/live/outbox";
import { audit } from "@/modules/audit/audit";
import { type Actor, type MemberActor, memberIdOf } from "@/modules/member/actor";
import { audienceOf } from "@/modules/story/events";
import { findOwn } from "@/modules/story/queries";
import { slugOf } from "@/modules/story/slug";
import { db, type Tx, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { hashOfKey, newKey } from "./edit-key";
import { pollChanged } from "./events";
import { finishPoll, schedulePoll, tellResults, tellResultsSoon } from "./jobs";
import { refusals, seesResults } from "./policy";
import { findKeyed, findPoll, getPoll, missing, readResults } from "./queries";
import {
  type ClosePoll,
  type CreatePoll,
  type EditPoll,
  type PollView,
  pollLimits,
  type Refusal,
  type RemoveResponse,
  type ReopenPoll,
  type Respond,
  type RespondedView,
  type Withdraw,
} from "./schema";
import { answerColumns, type PollRow, toAnswer } from "./views";

/** Where a command comes from. */
interface Origin {
  /** Null or undefined where nobody knows: such guests share one limit. */
  address?: string | null;
}

const creationLimit = { name: "poll", points: 20, seconds: 60 * 60 };
const memberLimit = { name: "poll-answer", points: 60, seconds: 60 };
/** An office, a class or a reading circle shares an address. */
const guestLimit = { name: "poll-answer-guest", points: 120, seconds: 60 };

const refuse = (refusal: Refusal, details: Record<string, unknown> = {}): AppError =>
  new AppError("forbidden", refusals[refusal], { refusal, ...details });

/**
 * @throws AppError `invalid` for times that do not fit; `not_found` for a story that is not the actor's own;
 * `rate_limited`.
 */
export async function createPoll(actor: MemberActor, input: CreatePoll): Promise<PollView> {
  await consume(creationLimit, actor.id);
  const { kind, question, description, visibility, resultsFor, guests, timeZone, storyId } = input;
  const closesAt = deadlineOf(input.closesAt);
  const options = numbered(kind === "choice" ? input.choices : inOrder(input.slots), 0);
  const id = randomUUID();
  const slug = slugOf(question, id);
  await transact(async (tx) => {
    if (storyId) await findOwn(tx, actor, storyId);
    const { createdAt } = await tx.poll.create({
      data: {
        id,
        slug,
        organiserId: actor.id,
        storyId,
        kind,
        question,
        description,
        multiple: kind === "choice" && input.multiple,
        timeZone,
        visibility,
        resultsFor,
        guests,
        closesAt,
        options: { createMany: { data: options } },
      },
      select: { createdAt: true },
    });
    await schedulePoll(tx, { id, createdAt, closesAt });
  });
  return getPoll(actor, { slug });
}

function deadlineOf(text: string | null): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  const ahead = at.getTime() - Date.now();
  if (ahead <= 0) throw new AppError("invalid", "The deadline is over already.");
  if (ahead > pollLimits.daysAhead * 24 * 60 * 60_000) throw new AppError("invalid", "The deadline is too far away.");
  return at;
}

type Offer = string | { startsAt: string; endsAt: string };

const inOrder = <Slot extends { startsAt: string }>(slots: readonly Slot[]): Slot[] =>
  slots.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));

const numbered = (offers: readonly Offer[], after: number): Omit<Prisma.PollOptionCreateManyInput, "pollId">[] =>
  offers.map((offer, index) => ({
    number: after + index + 1,
    ...(typeof offer === "string"
      ? { text: offer }
      : { startsAt: new Date(offer.startsAt), endsAt: new Date(offer.endsAt) }),
  }));

/** Takes the poll's next version; whoever else changes it, or answers, waits for the end of `tx`. */
async function takeVersion(tx: Tx, id: string): Promise<{ version: number; lately: boolean; open: boolean }> {
  const [row] = await tx.$queryRaw<{ version: number; lately: boolean; open: boolean }[]>`
    UPDATE "Poll" SET version = version + 1 WHERE id = ${id}
    RETURNING version, "toldAt" > clock_timestamp() - interval '250 ms' AS lately,
      "closedAt" IS NULL AND ("closesAt" IS NULL OR "closesAt" > clock_timestamp()) AS open`;
  if (!row) throw missing();
  return row;
}

/** As `takeVersion`. @throws AppError `forbidden`, with `details.refusal` "closed", unless the poll is open. */
async function takeOpen(tx: Tx, id: string): Promise<{ lately: boolean }> {
  const { lately, open } = await takeVersion(tx, id);
  if (!open) throw refuse("closed");
  return { lately };
}

/**
 * Answers a poll, in the place of what the actor answered before: a member their own answer, a guest the one of the key.
 * @throws AppError `forbidden` with `details.refusal`; `not_found` when the key is of no answer of this poll; `invalid`
 * for options that the poll does not have, or too many of them.
 */
export async function respond(actor: Actor, input: Respond, { address }: Origin): Promise<RespondedView> {
  await (actor.kind === "member" ? consume(memberLimit, actor.id) : consume(guestLimit, address ?? "unknown"));
  const seen = await findPoll(db(), actor, input.slug);
  return transact(async (tx) => {
    const { lately } = await takeOpen(tx, seen.id);
    // As they are now that nobody can change them any more.
    const options = await tx.pollOption.findMany({ where: { pollId: seen.id }, orderBy: { number: "asc" } });
    const poll = { ...seen, options };
    const marks = marksOf(poll, input);
    const { answer, key } =
      actor.kind === "member"
        ? { answer: await answerAsMember(tx, poll, actor, marks), key: null }
        : await answerAsGuest(tx, poll, input, marks);
    await tellResultsSoon(tx, poll.id, lately);
    const sees = seesResults({
      resultsFor: poll.resultsFor,
      closed: false,
      own: memberIdOf(actor) === poll.organiserId,
      answered: true,
    });
    return { answer: toAnswer(answer), key, results: sees ? await resultsWithin(tx, poll) : null };
  });
}

/** Not of the row that was read before the poll was locked: the version has grown since. */
async function resultsWithin(tx: Tx, { id, ...poll }: PollRow) {
  const { version } = await tx.poll.findUniqueOrThrow({ where: { id }, select: { version: true } });
  return readResults(tx, { id, ...poll, version }, Date.now());
}

interface Marks {
  yes: number[];
  maybe: number[];
  upTo: number;
}

function marksOf({ kind, multiple, options }: PollRow, input: Pick<Respond, "yes" | "maybe">): Marks {
  const known = new Set(options.map(({ number }) => number));
  const yes = [...new Set(input.yes)];
  const maybe = [...new Set(input.maybe)].filter((number) => !yes.includes(number));
  if (![...yes, ...maybe].every((number) => known.has(number)))
    throw new AppError("invalid", "This poll does not have all of these options; load it anew.");
  if (kind === "choice") {
    if (maybe.length > 0) throw new AppError("invalid", "In this poll an option is chosen or it is not.");
    if (yes.length === 0) throw new AppError("invalid", "Choose an option first.");
    if (!multiple && yes.length > 1) throw new AppError("invalid", "Choose one option only.");
  }
  return { yes, maybe, upTo: Math.max(...known) };
}

async function answerAsMember(tx: Tx, poll: PollRow, { id: memberId }: MemberActor, marks: Marks) {
  const where = { pollId_memberId: { pollId: poll.id, memberId } };
  const existing = await tx.pollResponse.findUnique({ where, select: { id: true } });
  if (existing) {
    const data = { ...marks, editedAt: new Date() };
    return tx.pollResponse.update({ where: { id: existing.id }, data, select: answerColumns });
  }
  await requireRoom(tx, poll);
  return tx.pollResponse.create({ data: { pollId: poll.id, memberId, ...marks }, select: answerColumns });
}

async function answerAsGuest(tx: Tx, poll: PollRow, { name, key }: Respond, marks: Marks) {
  if (!poll.guests) throw refuse("members");
  if (key) {
    const { id } = await findKeyed(tx, poll.id, key);
    const data = { ...marks, ...(name && { name }), editedAt: new Date() };
    return { answer: await tx.pollResponse.update({ where: { id }, data, select: answerColumns }), key: null };
  }
  if (!name) throw refuse("name");
  await requireRoom(tx, poll);
  const fresh = newKey();
  const data = { pollId: poll.id, name, keyHash: hashOfKey(fresh), ...marks };
  return { answer: await tx.pollResponse.create({ data, select: answerColumns }), key: fresh };
}

async function requireRoom(tx: Tx, { id: pollId, kind }: PollRow): Promise<void> {
  const limited = kind === "availability" ? {} : { memberId: null };
  const limit = kind === "availability" ? pollLimits.participants : pollLimits.guests;
  // Of a choice, members are limited by being members; a guest's name costs nothing.
  if ((await tx.pollResponse.count({ where: { pollId, ...limited } })) >= limit) throw refuse("full", { limit });
}

/** Takes one's own answer back. @throws AppError `not_found` where there is none; `forbidden` once the poll is closed. */
export async function withdraw(actor: Actor, { slug, key }: Withdraw, { address }: Origin): Promise<void> {
  await (actor.kind === "member" ? consume(memberLimit, actor.id) : consume(guestLimit, address ?? "unknown"));
  const poll = await findPoll(db(), actor, slug);
  await transact(async (tx) => {
    const { lately } = await takeOpen(tx, poll.id);
    const own: Prisma.PollResponseWhereInput =
      actor.kind === "member" ? { memberId: actor.id } : { id: (await findKeyed(tx, poll.id, key ?? "")).id };
    const { count } = await tx.pollResponse.deleteMany({ where: { pollId: poll.id, ...own } });
    if (count === 0) throw new AppError("not_found", "You have not answered this poll.");
    await tellResultsSoon(tx, poll.id, lately);
  });
}

/** A poll that the actor organises. @throws AppError `not_found` unless they see it, `forbidden` unless it is theirs. */
async function findOrganised(actor: MemberActor, slug: string): Promise<PollRow> {
  const poll = await findPoll(db(), actor, slug);
  if (poll.organiserId !== actor.id) throw new AppError("forbidden", "Only who made a poll can do this.");
  return poll;
}

/** Removes somebody's answer: for the organiser, open or closed. */
export async function removeResponse(actor: MemberActor, { slug, id }: RemoveResponse): Promise<void> {
  const poll = await findOrganised(actor, slug);
  await transact(async (tx) => {
    const { lately } = await takeVersion(tx, poll.id);
    const { count } = await tx.pollResponse.deleteMany({ where: { id, pollId: poll.id } });
    if (count === 0) throw new AppError("not_found", "This answer is not there any more.");
    await tellResultsSoon(tx, poll.id, lately);
  });
}

/**
 * Changes an open poll: its words and rules, and its options, of which those go that nobody has marked.
 * @throws AppError `forbidden` once it is closed; `conflict` when somebody has marked what should go; `invalid` when too many
 * options would be left, or too few.
 */
export async function editPoll(actor: MemberActor, input: EditPoll): Promise<PollView> {
  const poll = await findOrganised(actor, input.slug);
  const { question, description, visibility, resultsFor, guests } = input;
  const closesAt = input.closesAt === undefined ? undefined : deadlineOf(input.closesAt);
  const offers = poll.kind === "choice" ? (input.addChoices ?? []) : inOrder(input.addSlots ?? []);
  await transact(async (tx) => {
    await takeOpen(tx, poll.id);
    await changeOptions(tx, poll, offers, new Set(input.removeOptions));
    await tx.poll.update({
      where: { id: poll.id },
      data: { question, description, visibility, resultsFor, guests, closesAt },
    });
    if (closesAt !== undefined) {
      await schedulePoll(tx, { id: poll.id, createdAt: poll.createdAt, closesAt });
      await tx.pollVisit.updateMany({ where: { pollId: poll.id }, data: { remindedAt: null } });
    }
    await tellChange(tx, poll.id);
  });
  return getPoll(actor, input);
}

const fewest = { choice: 2, availability: 1 } as const;

async function changeOptions(
  tx: Tx,
  poll: PollRow,
  offers: readonly Offer[],
  gone: ReadonlySet<number>,
): Promise<void> {
  const { id: pollId, kind } = poll;
  const { retired } = await tx.poll.findUniqueOrThrow({ where: { id: pollId }, select: { retired: true } });
  const options = await tx.pollOption.findMany({ where: { pollId } });
  const kept = options.filter(({ number }) => !gone.has(number));
  const leaving = options.flatMap(({ number }) => (gone.has(number) ? [number] : []));
  const most = kind === "choice" ? pollLimits.choices : pollLimits.slots;
  if (kept.length + offers.length > most) throw new AppError("invalid", `A poll has at most ${most} options.`);
  if (leaving.length > 0 && kept.length + offers.length < fewest[kind])
    throw new AppError("invalid", kind === "choice" ? "Leave at least two options." : "Leave at least one time.");
  const taken = new Set(kept.map(({ text, startsAt }) => startsAt?.getTime() ?? text.toLowerCase()));
  const keyOf = (offer: Offer) => (typeof offer === "string" ? offer.toLowerCase() : Date.parse(offer.startsAt));
  if (offers.some((offer) => taken.has(keyOf(offer)))) throw new AppError("invalid", "An option is there already.");
  if (leaving.length > 0) await removeOptions(tx, pollId, leaving, retired);
  const after = Math.max(retired, ...options.map(({ number }) => number));
  await tx.pollOption.createMany({ data: numbered(offers, after).map((option) => ({ pollId, ...option })) });
}

async function removeOptions(tx: Tx, pollId: string, gone: number[], retired: number): Promise<void> {
  const marked: Prisma.PollResponseWhereInput = { OR: [{ yes: { hasSome: gone } }, { maybe: { hasSome: gone } }] };
  if ((await tx.pollResponse.count({ where: { pollId, ...marked } })) > 0)
    throw new AppError("conflict", "Somebody has marked this meanwhile. What has answers stays.");
  await tx.pollOption.deleteMany({ where: { pollId, number: { in: gone } } });
  await tx.poll.update({ where: { id: pollId }, data: { retired: Math.max(retired, ...gone) } });
}

/** Has those who look at the poll read it again, and tells what it has come to. */
async function tellChange(tx: Tx, id: string): Promise<void> {
  const { slug, organiserId, story, version } = await tx.poll.findUniqueOrThrow({
    where: { id },
    select: { slug: true, organiserId: true, version: true, story: true },
  });
  await announce(tx, pollChanged, { type: "changed", slug, organiserId, story: story && audienceOf(story), version });
  await tellResults(tx, id);
}

/**
 * Closes a poll now, or settles which option wins a closed one.
 * @throws AppError `invalid` for a winner that the poll does not have.
 */
export async function closePoll(actor: MemberActor, { slug, winner }: ClosePoll): Promise<PollView> {
  const poll = await findOrganised(actor, slug);
  if (winner !== undefined && !poll.options.some(({ number }) => number === winner))
    throw new AppError("invalid", "This poll does not have this option.");
  await transact(async (tx) => {
    await takeVersion(tx, poll.id);
    const closed = await tx.$executeRaw`
      UPDATE "Poll" SET "closedAt" = LEAST("closesAt", clock_timestamp()) WHERE id = ${poll.id} AND "closedAt" IS NULL`;
    if (closed > 0 || winner !== undefined) await finishPoll(tx, poll.id, winner ?? null);
  });
  return getPoll(actor, { slug });
}

/** Takes answers again. */
export async function reopenPoll(actor: MemberActor, input: ReopenPoll): Promise<PollView> {
  const poll = await findOrganised(actor, input.slug);
  const closesAt = deadlineOf(input.closesAt);
  await transact(async (tx) => {
    await takeVersion(tx, poll.id);
    await tx.poll.update({ where: { id: poll.id }, data: { closedAt: null, winners: [], closesAt } });
    await tx.pollResponse.updateMany({ where: { pollId: poll.id }, data: { toldOfEnd: false } });
    await tx.pollVisit.updateMany({ where: { pollId: poll.id }, data: { remindedAt: null } });
    await schedulePoll(tx, { id: poll.id, createdAt: new Date(), closesAt });
    await tellChange(tx, poll.id);
  });
  return getPoll(actor, input);
}

/** Removes a poll with all answers: by its organiser or an admin. */
export async function removePoll(actor: MemberActor, { slug }: { slug: string }): Promise<void> {
  const poll = await findPoll(db(), actor, slug);
  if (poll.organiserId !== actor.id && actor.role !== "admin")
    throw new AppError("forbidden", "Only who made a poll can do this.");
  await transact(async (tx) => {
    const { version } = await takeVersion(tx, poll.id);
    const { organiserId, story } = poll;
    await announce(tx, pollChanged, { type: "changed", slug, organiserId, story: story && audienceOf(story), version });
    await schedulePoll(tx, { id: poll.id, createdAt: poll.createdAt, closesAt: null });
    await tx.poll.delete({ where: { id: poll.id } });
    if (organiserId !== actor.id) {
      await audit(tx, actor, { action: "poll.removed", subject: { kind: "poll", id: poll.id, name: poll.question } });
    }
  });
}

/** Notes that a member has opened an open poll, so that they can be reminded before it closes. */
export async function noteVisit(actor: MemberActor, { slug }: { slug: string }): Promise<void> {
  const { id: pollId } = await findPoll(db(), actor, slug);
  await db().pollVisit.createMany({ data: { pollId, memberId: actor.id }, skipDuplicates: true });
}
