import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { defineTask, enqueueTask } from "@/jobs/queue";
import { db, transact, violatedConstraint } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { isRefused, sendMail } from "@/platform/mail";
import { knownMail, newMail, resetMail } from "./mails";

/** How long the link in the mail holds, and a handle is kept for it. */
const keptMs = 24 * 60 * 60 * 1_000;

export interface SignUp {
  email: string;
  name: string;
  handle: string;
  /** Hashed. */
  password: string;
}

/** Answers a sign-up by mail: with the link that makes the account, or, where there is one already, by saying so. */
export const sendSignUpMail = defineTask({
  name: "send-sign-up-mail",
  input: z.object({ key: z.string() }),
  outbound: true,
  async run({ key }) {
    const signUp = await db().signUp.findUnique({ where: { key }, select: { email: true, handle: true } });
    if (!signUp) return;
    const { email, handle } = signUp;
    const known = await db().member.findUnique({ where: { email }, select: { id: true } });
    const { appUrl } = env();
    try {
      await sendMail(known ? knownMail(email, appUrl) : newMail(email, handle, `${appUrl}/sign-up/${key}`));
    } catch (error) {
      if (!isRefused(error)) throw error;
      log().warn({ err: error }, "sign-up: mail refused");
    }
  },
});

/** Keeps a sign-up until its mail is answered. False: another one waits with this handle. */
export const keepSignUp = (signUp: SignUp): Promise<boolean> =>
  transact(async (tx) => {
    const waiting = { handle: signUp.handle, email: { not: signUp.email }, expiresAt: { gt: new Date() } };
    if (await tx.signUp.findFirst({ where: waiting, select: { key: true } })) return false;
    const { key } = await tx.signUp.create({
      data: { ...signUp, expiresAt: new Date(Date.now() + keptMs) },
      select: { key: true },
    });
    await enqueueTask(tx, sendSignUpMail, { key });
    return true;
  });

export const findSignUp = (key: string): Promise<SignUp | null> =>
  db().signUp.findFirst({ where: { key, expiresAt: { gt: new Date() } } });

/** Makes the account of a sign-up, once; or says which of its two names has one meanwhile. */
export async function createMember({ email, name, handle, password }: SignUp) {
  const id = randomUUID();
  try {
    return await transact(async (tx) => {
      const member = await tx.member.create({ data: { id, email, name, handle, emailVerified: true } });
      await tx.account.create({
        data: { id: randomUUID(), memberId: id, providerId: "credential", accountId: id, password },
      });
      await tx.signUp.deleteMany({ where: { email } });
      return member;
    });
  } catch (error) {
    const violated = violatedConstraint(error);
    if (violated) return violated.includes("handle") ? "handle" : "email";
    throw error;
  }
}

/** Under this and its token, better-auth looks for a link when the new password comes. */
const resetPrefix = "reset-password:";

/** How long the link to a new password holds. */
const resetMs = 60 * 60 * 1_000;

/** Sends the link by which a new password is set, where there is an account with this address. */
export const sendResetMail = defineTask({
  name: "send-reset-mail",
  input: z.object({ email: z.string() }),
  outbound: true,
  async run({ email }) {
    const member = await db().member.findUnique({ where: { email }, select: { id: true } });
    if (!member) return;
    const token = randomBytes(24).toString("base64url");
    const identifier = `${resetPrefix}${token}`;
    const expiresAt = new Date(Date.now() + resetMs);
    await db().verification.create({ data: { id: randomUUID(), identifier, value: member.id, expiresAt } });
    try {
      await sendMail(resetMail(email, `${env().appUrl}/new-password/${token}`));
    } catch (error) {
      if (!isRefused(error)) throw error;
      log().warn({ err: error }, "password reset: mail refused");
    }
  },
});

/** Whether there is an account with this address is asked when nobody waits for the answer. */
export const askReset = (email: string): Promise<void> => transact((tx) => enqueueTask(tx, sendResetMail, { email }));

/** A password that was set makes the links of earlier mails worthless. */
export async function forgetResets(memberId: string): Promise<void> {
  await db().verification.deleteMany({ where: { value: memberId, identifier: { startsWith: resetPrefix } } });
}
