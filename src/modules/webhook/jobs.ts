import { z } from "zod";
import { defineTask, type RecurringTask } from "@/jobs/queue";
import { cardColumns, toCard } from "@/modules/story/views";
import { transact } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { postOutside } from "./post";
import { signedHeaders } from "./signature";
import { beginAttempt, deliverTo, endAttempt, sealSecrets, toldOf } from "./store";

/** Endpoints that are told in one transaction. */
const batchSize = 200;

/** Makes one attempt at a message, and leaves the next one behind where it is needed. */
export const deliverWebhook = defineTask({
  name: "webhook-deliver",
  input: z.object({ id: z.string() }),
  outbound: true,
  async run({ id }, signal) {
    const attempt = await beginAttempt(id);
    if (!attempt) return;
    const { url, body, secrets } = attempt;
    const headers = {
      "content-type": "application/json",
      "user-agent": "Inkwire-Webhooks",
      ...signedHeaders({ id, timestamp: Math.floor(Date.now() / 1_000), body }, secrets),
    };
    const posted = await postOutside(new URL(url), { headers, body, signal });
    await endAttempt(deliverWebhook, id, posted);
  },
});

/** Writes the messages that tell of a published story, batch by batch, for all whose owners may meet it now. */
export const tellOfStoryTask = defineTask({
  name: "webhook-tell-of-story",
  input: z.object({ storyId: z.string() }),
  async run({ storyId }, signal) {
    for (let after = ""; !signal.aborted; ) {
      const told = await transact(async (tx) => {
        const row = await tx.story.findUnique({
          where: { id: storyId, status: "published", removedAt: null, author: { bannedAt: null } },
          select: { ...cardColumns, authorId: true },
        });
        if (!row?.publishedAt) return [];
        const endpoints = await tx.webhookEndpoint.findMany({
          where: { ...toldOf(row), id: { gt: after } },
          orderBy: { id: "asc" },
          take: batchSize,
          select: { id: true, memberId: true },
        });
        const timestamp = row.publishedAt.toISOString();
        await deliverTo(tx, deliverWebhook, endpoints, {
          // Who could see it already is not told again when more people can.
          occurrence: `story.published ${storyId} ${timestamp}`,
          storyId,
          body: {
            type: "story.published",
            timestamp,
            data: { story: toCard(row), url: `${env().appUrl}/stories/${row.slug}` },
          },
        });
        return endpoints;
      });
      after = told.at(-1)?.id ?? after;
      if (told.length < batchSize) return;
    }
    signal.throwIfAborted(); // not all were told: another worker begins anew, and nobody is told twice
  },
});

/** Encrypts the secrets of endpoints that are older than that, and, after a change of `AUTH_SECRET`, all. */
export const sealWebhookSecrets: RecurringTask = {
  name: "webhook-seal-secrets",
  cron: "*/10 * * * *",
  async run() {
    const endpoints = await sealSecrets();
    if (endpoints > 0) log().info({ endpoints }, "webhooks: secrets encrypted");
  },
};

/** The tasks of webhooks, for src/jobs/registry.ts. */
export const webhookTasks = [deliverWebhook, tellOfStoryTask];
