import { z } from "zod";
import { defineTask, type RecurringTask } from "@/jobs/queue";
import { db, transact } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { canMail, isRefused, sendMail } from "@/platform/mail";
import { digestMail } from "./digest-mail";
import { claim, confirm, type Due, listDue, release } from "./digests";
import { tellNext } from "./fan-out";
import { ofStory, recallNext } from "./recall";

/** Tells all who follow, batch by batch; goes on where it was when it is begun again. */
export const fanOut = defineTask({
  name: "notification-fan-out",
  input: z.object({ id: z.string() }),
  async run({ id }, signal) {
    while (await transact((tx) => tellNext(tx, id))) signal.throwIfAborted();
  },
});

/** Takes back, batch by batch, what members were told of a story that they may not read any more. */
export const recallStoryTask = defineTask({
  name: "notification-recall",
  input: z.object({ storyId: z.string() }),
  async run({ storyId }, signal) {
    while (await transact((tx) => recallNext(tx, ofStory(storyId)))) signal.throwIfAborted();
  },
});

/** Sends the digests that are due; who has none to get costs one statement. */
export const sendDigests: RecurringTask = {
  name: "notification-digests",
  cron: "*/5 * * * *",
  async run(signal) {
    if (!canMail()) return;
    for (let due = await listDue(db()); due.length > 0; due = await listDue(db())) {
      for (const one of due) {
        signal.throwIfAborted();
        await sendDigest(one);
      }
    }
  },
};

/**
 * Sends one digest, at most once: it is taken before it is sent, so that a worker that dies in between leaves no second mail
 * but a later one. What the next one says then begins where the last confirmed one ended.
 * @throws when the mail server takes nothing at all; the digest is tried again before long.
 */
export async function sendDigest(due: Due): Promise<void> {
  const digest = await transact((tx) => claim(tx, due));
  if (!digest) return;
  try {
    await sendMail(digestMail(digest, env().appUrl));
  } catch (error) {
    log().warn({ err: error, member: digest.memberId }, "digest: not sent");
    if (isRefused(error)) return;
    await transact((tx) => release(tx, digest));
    throw error;
  }
  await transact((tx) => confirm(tx, digest));
}
