import { isStaff } from "@/live/viewer";
import type { MemberActor } from "@/modules/member/actor";
import { auth } from "@/modules/member/auth";
import { db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { keyColumns, noSuchKey, toKeyView } from "./queries";
import { type CreateApiKey, keyPrefix, mostKeys, type NewApiKey, type RotateApiKey } from "./schema";

const daySeconds = 24 * 60 * 60;

/**
 * Makes a key that acts for the actor within its scopes.
 * @throws AppError `invalid` beyond the most keys a member may have, or for scopes that the member has not.
 */
export async function createKey(actor: MemberActor, { name, scopes, expiresInDays }: CreateApiKey): Promise<NewApiKey> {
  if (scopes.includes("admin") && !isStaff(actor)) {
    throw new AppError("invalid", "Only moderators and administrators can give a key the scope admin.");
  }
  const count = await db().apiKey.count({ where: { referenceId: actor.id, enabled: true } });
  if (count >= mostKeys) throw new AppError("invalid", `You have ${mostKeys} keys; revoke one first.`);
  const { id, key } = await auth().api.createApiKey({
    body: {
      name,
      userId: actor.id,
      prefix: keyPrefix,
      permissions: { inkwire: [...new Set(scopes)] },
      rateLimitEnabled: false,
      ...(expiresInDays !== null && { expiresIn: expiresInDays * daySeconds }),
    },
  });
  const row = await db().apiKey.findUniqueOrThrow({ where: { id }, select: keyColumns });
  return { key, view: toKeyView(row) };
}

/** Ends a key, and the streams that it opened, within two seconds. Revoking twice is revoking once. */
export async function revokeKey(actor: MemberActor, { id }: { id: string }): Promise<void> {
  const { count } = await db().apiKey.deleteMany({ where: { id, referenceId: actor.id } });
  if (count === 0) throw noSuchKey();
}

/** A new key in the place of another, which goes on for the hours given. */
export async function rotateKey(actor: MemberActor, { id, overlapHours }: RotateApiKey): Promise<NewApiKey> {
  const old = await db().apiKey.findUnique({ where: { id, referenceId: actor.id, enabled: true }, select: keyColumns });
  if (!old) throw noSuchKey();
  const { name, scopes, createdAt, expiresAt } = toKeyView(old);
  const days =
    expiresAt === null
      ? null
      : Math.max(1, Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / (daySeconds * 1_000)));
  const made = await createKey(actor, { name, scopes, expiresInDays: days });
  await transact(async (tx) => {
    if (overlapHours === 0) await tx.apiKey.deleteMany({ where: { id } });
    else {
      const end = new Date(Date.now() + overlapHours * 60 * 60 * 1_000);
      await tx.apiKey.updateMany({
        where: { id, OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] },
        data: { expiresAt: end, name: `${name} (old)`.slice(0, 60) },
      });
    }
  });
  return made;
}
