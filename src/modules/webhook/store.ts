import type { Prisma } from "@/generated/prisma/client";
import { enqueueTask, type TaskDefinition } from "@/jobs/queue";
import { notify } from "@/modules/notification/notify";
import { rating } from "@/modules/story/schema";
import type { Tx } from "@/platform/db";
import { db, transact } from "@/platform/db";
import { currentSeal } from "@/platform/seal";
import type { Posted } from "./post";
import type { WebhookBody } from "./schema";
import { openSecret, sealSecret } from "./secrets";

const hourMs = 60 * 60 * 1_000;

/** After the first attempt, how long until each further one, in seconds; then a message is given up, after some three days. */
const retrySeconds = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** Each wait is longer by up to this part, so that what failed together does not come back together. */
const jitter = 0.2;
/** An endpoint at which nothing has succeeded for this long is paused. */
const pauseAfterMs = 72 * hourMs;
/** What a receiver answers that wants no more. */
const gone = 410;

export type DeliverTask = TaskDefinition<{ id: string }>;

interface Occasion {
  /** An endpoint is told of it once, whoever asks how often. */
  occurrence: string;
  storyId?: string;
  body: WebhookBody;
}

/** Writes a message for each endpoint that has none of this occasion yet, and has it sent. */
export async function deliverTo(
  tx: Tx,
  task: DeliverTask,
  endpoints: readonly { id: string; memberId: string }[],
  { occurrence, storyId, body }: Occasion,
): Promise<string[]> {
  if (endpoints.length === 0) return [];
  const made = await tx.webhookDelivery.createManyAndReturn({
    data: endpoints.map(({ id }) => ({
      endpointId: id,
      type: body.type,
      occurrence,
      storyId: storyId ?? null,
      body: JSON.stringify(body),
      nextAttemptAt: new Date(),
    })),
    skipDuplicates: true,
    select: { id: true, endpoint: { select: { memberId: true } } },
  });
  for (const { id, endpoint } of made) await enqueueDelivery(tx, task, id, endpoint.memberId, new Date());
  return made.map(({ id }) => id);
}

/** A member's messages go one after the other: whose receivers are slow waits for them alone. */
const enqueueDelivery = (tx: Tx, task: DeliverTask, id: string, memberId: string, runAt: Date): Promise<void> =>
  enqueueTask(tx, task, { id }, { key: `webhook ${id}`, queue: `webhooks ${memberId}`, runAt });

/** What decides who is told of a story. */
export const toldByColumns = {
  id: true,
  authorId: true,
  visibility: true,
  tags: true,
  rating: true,
  warnings: true,
} satisfies Prisma.StorySelect;

/**
 * Endpoints whose owners may meet the story in a list, and want to be told, as `can(viewer, "list", story)`, `isWelcome`,
 * `isWanted` and `isUnheard` say.
 */
export const toldOf = (
  story: Prisma.StoryGetPayload<{ select: typeof toldByColumns }>,
): Prisma.WebhookEndpointWhereInput => {
  const { authorId, visibility, tags, warnings } = story;
  const follows: Prisma.MemberWhereInput = { following: { some: { authorId } } };
  const others: Prisma.MemberWhereInput = {
    NOT: { id: authorId },
    boundaries: { none: { otherId: authorId } },
    boundariesAgainst: { none: { memberId: authorId, kind: "block" } },
    highestRating: { in: rating.options.slice(rating.options.indexOf(story.rating)) },
    AND: { NOT: { avoidedWarnings: { hasSome: warnings.map((warning) => warning.toLowerCase()) } } },
    unwantedStories: { none: { storyId: story.id } },
    unwantedTags: { none: { tag: { in: tags } } },
    ...(visibility === "followers" && follows),
  };
  return {
    pausedAt: null,
    events: { has: "story.published" },
    member: { bannedAt: null },
    OR: [
      { memberId: authorId, stories: { not: "followed" } },
      ...(visibility === "unlisted"
        ? []
        : [
            { stories: "all" as const, member: others },
            {
              stories: "followed" as const,
              member: { AND: [others, { OR: [follows, { followedTags: { some: { tag: { in: tags } } } }] }] },
            },
          ]),
    ],
  };
};

const attemptColumns = {
  id: true,
  type: true,
  state: true,
  body: true,
  storyId: true,
  endpoint: {
    select: {
      id: true,
      memberId: true,
      name: true,
      url: true,
      secret: true,
      previousSecret: true,
      previousSecretUntil: true,
      pausedAt: true,
      member: { select: { bannedAt: true } },
    },
  },
} satisfies Prisma.WebhookDeliverySelect;

export interface Attempt {
  id: string;
  url: string;
  body: string;
  /** The current one first. */
  secrets: string[];
}

/** What is to be sent now; null where that is nothing any more, which is written down. */
export async function beginAttempt(id: string): Promise<Attempt | null> {
  const row = await db().webhookDelivery.findUnique({ where: { id, state: "waiting" }, select: attemptColumns });
  if (!row) return null;
  const { endpoint, body, storyId } = row;
  const end = (data: Prisma.WebhookDeliveryUpdateInput) =>
    db().webhookDelivery.updateMany({ where: { id, state: "waiting" }, data: { ...data, nextAttemptAt: null } });
  if (endpoint.member.bannedAt || (endpoint.pausedAt && row.type !== "webhook.test")) {
    await end({ state: "skipped" });
    return null;
  }
  if (storyId && !(await maySee(endpoint.id, storyId))) {
    await end({ state: "withdrawn", body: "" });
    return null;
  }
  const { previousSecret, previousSecretUntil } = endpoint;
  const kept = [endpoint.secret];
  if (previousSecret && previousSecretUntil && previousSecretUntil > new Date()) kept.push(previousSecret);
  const secrets = kept.flatMap((sealed) => openSecret(sealed) ?? []);
  if (secrets.length === 0) {
    await transact((tx) => pause(tx, endpoint, "secret"));
    await end({ state: "skipped" });
    return null;
  }
  return { id, url: endpoint.url, body, secrets };
}

/** Whether the owner of an endpoint may meet the story now: it may have been withdrawn while its message waited. */
async function maySee(endpointId: string, storyId: string): Promise<boolean> {
  const story = await db().story.findUnique({
    where: { id: storyId, status: "published", removedAt: null, author: { bannedAt: null } },
    select: toldByColumns,
  });
  if (!story) return false;
  return (await db().webhookEndpoint.count({ where: { id: endpointId, ...toldOf(story) } })) > 0;
}

/** Writes down what came of an attempt, and has the next one made where it is needed. */
export async function endAttempt(task: DeliverTask, id: string, { status, error, ms }: Posted): Promise<void> {
  await transact(async (tx) => {
    const row = await tx.webhookDelivery.findUnique({
      where: { id },
      select: {
        state: true,
        type: true,
        tries: true,
        endpoint: { select: { id: true, memberId: true, name: true, failingSince: true, pausedAt: true } },
        _count: { select: { attempts: true } },
      },
    });
    if (row?.state !== "waiting") return; // its endpoint was deleted meanwhile
    const { endpoint, tries, type } = row;
    const now = new Date();
    await tx.webhookAttempt.create({
      data: { deliveryId: id, number: row._count.attempts + 1, at: now, status, error, ms },
      select: { deliveryId: true },
    });
    const done = status !== null && status >= 200 && status < 300;
    const wait = type === "webhook.test" || status === gone ? undefined : retrySeconds[tries];
    const next =
      done || wait === undefined ? null : new Date(now.getTime() + wait * 1_000 * (1 + jitter * Math.random()));
    await tx.webhookDelivery.update({
      where: { id },
      data: {
        state: done ? "delivered" : next ? "waiting" : "failed",
        tries: { increment: 1 },
        nextAttemptAt: next,
      },
      select: { id: true },
    });
    if (next) await enqueueDelivery(tx, task, id, endpoint.memberId, next);
    if (done) {
      await tx.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: { failingSince: null } });
      return;
    }
    await noteFailure(tx, endpoint, status, now);
  });
}

interface Endpoint {
  id: string;
  memberId: string;
  name: string;
}

/** Stops telling an endpoint, and tells its owner why; once. */
async function pause(tx: Tx, { id, memberId, name }: Endpoint, because: "failing" | "gone" | "secret"): Promise<void> {
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id, pausedAt: null },
    data: { pausedAt: new Date(), pausedBecause: because },
  });
  if (count > 0) notify(tx, { type: "webhook.paused", to: memberId, subject: id, data: { name, because } });
}

/** Encrypts what is not yet, or with a key that was changed meanwhile. @returns how many endpoints. */
export async function sealSecrets(): Promise<number> {
  const current = currentSeal();
  const isOld = { not: { startsWith: current } };
  const rows = await db().webhookEndpoint.findMany({
    where: { OR: [{ secret: isOld }, { previousSecret: isOld }] },
    select: { id: true, secret: true, previousSecret: true },
  });
  let sealed = 0;
  for (const { id, secret, previousSecret } of rows) {
    const [opened, previous] = [openSecret(secret), previousSecret && openSecret(previousSecret)];
    if (opened === null) continue; // with neither key: its owner is told at the next message
    // Only what was read: one that is changed at this moment is sealed already.
    const { count } = await db().webhookEndpoint.updateMany({
      where: { id, secret, previousSecret },
      data: { secret: sealSecret(opened), previousSecret: previous && sealSecret(previous) },
    });
    sealed += count;
  }
  return sealed;
}

async function noteFailure(
  tx: Tx,
  endpoint: { id: string; memberId: string; name: string; failingSince: Date | null },
  status: number | null,
  now: Date,
): Promise<void> {
  const since = endpoint.failingSince ?? now;
  const because = status === gone ? "gone" : now.getTime() - since.getTime() >= pauseAfterMs ? "failing" : null;
  await tx.webhookEndpoint.updateMany({ where: { id: endpoint.id }, data: { failingSince: since } });
  if (because) await pause(tx, endpoint, because);
}

/** Sends a message again that is over; it keeps its id, by which receivers know it. */
export async function sendAgain(tx: Tx, task: DeliverTask, id: string, memberId: string): Promise<void> {
  await tx.webhookDelivery.update({
    where: { id },
    data: { state: "waiting", tries: 0, nextAttemptAt: new Date() },
    select: { id: true },
  });
  await enqueueDelivery(tx, task, id, memberId, new Date());
}
