import { createHash } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import type { Actor, MemberActor } from "@/modules/member/actor";
import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { type ApiKeyRequests, type ApiKeyView, scope } from "./schema";

export const keyColumns = {
  id: true,
  name: true,
  start: true,
  permissions: true,
  createdAt: true,
  lastRequest: true,
  expiresAt: true,
} satisfies Prisma.ApiKeySelect;

export const toKeyView = ({
  id,
  name,
  start,
  permissions,
  createdAt,
  lastRequest,
  expiresAt,
}: Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>): ApiKeyView => ({
  id,
  name: name ?? "",
  start: start ?? "",
  scopes: scopesOf(permissions),
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastRequest?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});

/** The scopes of a key that is valid now, with the member it acts for; null for any other text. */
export async function findByKey(key: string): Promise<MemberActor | null> {
  const row = await db().apiKey.findUnique({
    where: { key: createHash("sha256").update(key).digest("base64url"), enabled: true, member: { bannedAt: null } },
    select: {
      id: true,
      permissions: true,
      expiresAt: true,
      member: { select: { id: true, handle: true, name: true, image: true, role: true } },
    },
  });
  if (!row || (row.expiresAt && row.expiresAt.getTime() <= Date.now())) return null;
  return {
    kind: "member",
    ...row.member,
    sessionId: row.id,
    sessionExpiresAt: row.expiresAt ?? new Date(8_640_000_000_000_000),
    scopes: scopesOf(row.permissions),
  };
}

function scopesOf(permissions: string | null) {
  const parsed = scope.array().safeParse(JSON.parse(permissions ?? "{}").inkwire);
  return parsed.success ? parsed.data : [];
}

/** The actor's keys that have not expired, the newest first. */
export async function listKeys(actor: MemberActor): Promise<ApiKeyView[]> {
  const rows = await db().apiKey.findMany({
    where: { referenceId: actor.id, enabled: true, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    orderBy: { createdAt: "desc" },
    select: keyColumns,
  });
  return rows.map(toKeyView);
}

export const noSuchKey = () => new AppError("not_found", "There is no key with this id among yours.");

/** What a key was used for, the latest first. */
export async function listRequests(actor: MemberActor, { id }: { id: string }): Promise<ApiKeyRequests> {
  const key = await db().apiKey.findUnique({ where: { id, referenceId: actor.id }, select: { id: true } });
  if (!key) throw noSuchKey();
  const rows = await db().apiKeyRequest.findMany({
    where: { keyId: id },
    orderBy: { at: "desc" },
    take: 100,
    select: { at: true, procedure: true, type: true, outcome: true, ms: true },
  });
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** The key that an actor came with; null for a person. */
export const keyOf = (actor: Actor): string | null =>
  actor.kind === "member" && actor.scopes ? actor.sessionId : null;
