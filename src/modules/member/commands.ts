import { verifyPassword } from "better-auth/crypto";
import sharp from "sharp";
import { enqueue } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import { accountExportJob } from "@/modules/transfer/jobs";
import { transact, violatedConstraint } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import type { MemberActor } from "./actor";
import { getMe } from "./queries";
import {
  avatarLimit,
  type DeleteMember,
  type DeletionView,
  deletionGraceDays,
  type MeView,
  type UpdateMember,
} from "./schema";

async function me(actor: MemberActor): Promise<MeView> {
  const view = await getMe(actor);
  if (!view) throw new AppError("unauthenticated", "This account no longer exists.");
  return view;
}

/** @throws AppError `conflict` when the handle is taken. */
export async function updateMember(actor: MemberActor, input: UpdateMember): Promise<MeView> {
  try {
    await transact((tx) => tx.member.update({ where: { id: actor.id }, data: input, select: { id: true } }));
  } catch (error) {
    if (violatedConstraint(error))
      throw new AppError("conflict", "This handle is taken, choose another.", { field: "handle" });
    throw error;
  }
  return me(actor);
}

/** Edge of a stored avatar in pixels: sharp at the largest size shown, on a dense screen. */
const avatarEdge = 256;

/**
 * Stores an uploaded picture as the member's avatar: cropped to a square, re-encoded, and so free of whatever else the
 * file carried, its place of capture included.
 * @throws AppError `too_large` or `invalid` for what is not a picture.
 */
export async function setAvatar(actor: MemberActor, file: File): Promise<MeView> {
  if (file.size > avatarLimit)
    throw new AppError("too_large", "The picture is larger than 5 MB; choose a smaller one.");
  const bytes = await sharp(await file.arrayBuffer(), { limitInputPixels: 50_000_000 })
    .rotate()
    .resize(avatarEdge, avatarEdge, { fit: "cover" })
    .webp({ quality: 82 })
    .toBuffer()
    .catch(() => {
      throw new AppError("invalid", "This file is not a picture that we can read; a JPEG, PNG, WebP, AVIF or GIF is.");
    });
  const data = { bytes: new Uint8Array(bytes) };
  await transact(async (tx) => {
    await tx.avatar.upsert({
      where: { memberId: actor.id },
      create: { memberId: actor.id, ...data },
      update: data,
      select: { memberId: true },
    });
    const image = `/avatars/${actor.id}?v=${Date.now().toString(36)}`; // a new address, since the old one is cached
    await tx.member.update({ where: { id: actor.id }, data: { image }, select: { id: true } });
  });
  return me(actor);
}

/** Back to the drawn avatar. */
export async function removeAvatar(actor: MemberActor): Promise<MeView> {
  await transact(async (tx) => {
    await tx.avatar.deleteMany({ where: { memberId: actor.id } });
    await tx.member.update({ where: { id: actor.id }, data: { image: null }, select: { id: true } });
  });
  return me(actor);
}

/** Asks for an export of all that is the actor's; while one is on its way, that one. */
export async function requestExport(actor: MemberActor): Promise<JobSummary> {
  await consume(accountExportJob.limit, actor.id);
  return transact((tx) =>
    enqueue(tx, accountExportJob, {
      ownerId: actor.id,
      title: "Export of your account",
      input: {},
      key: `account-export ${actor.id}`,
    }),
  );
}

/** Signs the actor out elsewhere. Open streams of that session end within two seconds; a trigger of the database tells them. */
export const endSession = (actor: MemberActor, { id }: { id: string }): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, memberId: actor.id } });
    if (count === 0)
      throw new AppError("not_found", "There is no such session among yours; it may have ended already.");
  });

/** Signs the actor out everywhere but here. */
export const endOtherSessions = (actor: MemberActor): Promise<void> =>
  transact(async (tx) => {
    await tx.session.deleteMany({ where: { memberId: actor.id, NOT: { id: actor.sessionId } } });
  });

/** Guesses at the password of an account from a session of it. */
const passwordGuesses = { name: "own-password", points: 5, seconds: 5 * 60 };
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Has the account deleted after its grace time, and signs it out everywhere; to sign in again before is to keep it. Its keys
 * end at once, and for good.
 * @throws AppError `invalid` for a wrong password.
 */
export async function deleteMember(actor: MemberActor, { password, stories }: DeleteMember): Promise<DeletionView> {
  await consume(passwordGuesses, actor.id);
  return transact(async (tx) => {
    const account = await tx.account.findFirst({
      where: { memberId: actor.id, providerId: "credential" },
      select: { password: true },
    });
    const fits = account?.password && (await verifyPassword({ hash: account.password, password }));
    if (!fits) throw new AppError("invalid", "This is not the password of your account.", { field: "password" });
    const dueAt = new Date(Date.now() + deletionGraceDays * dayMs);
    await tx.member.update({
      where: { id: actor.id },
      data: { deletionDueAt: dueAt, deletionKeepsStories: stories === "orphan" },
      select: { id: true },
    });
    await tx.apiKey.deleteMany({ where: { referenceId: actor.id } });
    await tx.session.deleteMany({ where: { memberId: actor.id } });
    return { dueAt: dueAt.toISOString() };
  });
}
