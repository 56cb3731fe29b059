import { db } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { type Actor, guest, type MemberActor } from "./actor";
import { auth } from "./auth";
import { type MeView, type ProfileView, role, type SessionView } from "./schema";

/** On whose behalf a request with these headers comes. A banned member is a guest. */
export async function actorOf(headers: Headers): Promise<Actor> {
  if (!headers.get("cookie")?.includes("session_token=")) return guest;
  const found = await auth().api.getSession({ headers });
  return found ? toActor(found.session, found.user) : guest;
}

/** On whose behalf a client comes that shows a token instead of a cookie. */
export async function actorOfSession(sessionId: string): Promise<Actor> {
  const found = await db().session.findUnique({ where: { id: sessionId }, include: { member: true } });
  return found && found.expiresAt.getTime() > Date.now() ? toActor(found, found.member) : guest;
}

interface SessionMember {
  id: string;
  handle: string;
  name: string;
  image?: string | null | undefined;
  role?: string | null | undefined;
  bannedAt?: Date | null | undefined;
}

function toActor(session: { id: string; expiresAt: Date }, user: SessionMember): Actor {
  if (user.bannedAt) return guest;
  return {
    kind: "member",
    id: user.id,
    handle: user.handle,
    name: user.name,
    image: user.image ?? null,
    role: role.catch("member").parse(user.role),
    sessionId: session.id,
    sessionExpiresAt: session.expiresAt,
  };
}

export async function getMe(actor: Actor): Promise<MeView | null> {
  if (actor.kind !== "member") return null;
  return db().member.findUnique({
    where: { id: actor.id },
    select: { id: true, handle: true, name: true, image: true, email: true, bio: true, role: true },
  });
}

/** @throws AppError `not_found` when nobody has this handle. */
export async function getProfile({ handle }: { handle: string }): Promise<ProfileView> {
  const row = await db().member.findUnique({
    where: { handle, bannedAt: null },
    select: {
      id: true,
      handle: true,
      name: true,
      image: true,
      bio: true,
      createdAt: true,
      _count: {
        select: {
          followers: true,
          stories: { where: { status: "published", visibility: "public", removedAt: null } },
        },
      },
    },
  });
  if (!row) throw new AppError("not_found", "There is no member with this handle.");
  const { createdAt, _count, ...author } = row;
  return { ...author, stories: _count.stories, followers: _count.followers, joinedAt: createdAt.toISOString() };
}

/** The uploaded avatar, or null. */
export async function getAvatar(memberId: string): Promise<{ bytes: Uint8Array; updatedAt: Date } | null> {
  return db().avatar.findUnique({ where: { memberId }, select: { bytes: true, updatedAt: true } });
}

/** Where the actor is signed in, here first, then the latest. */
export async function listSessions(actor: MemberActor): Promise<SessionView[]> {
  const rows = await db().session.findMany({
    where: { memberId: actor.id, expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    take: 100,
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true },
  });
  return rows
    .map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
      id,
      current: id === actor.sessionId,
      userAgent: userAgent?.slice(0, 400) ?? "",
      // better-auth writes this machine's own address as nothing but zeros.
      address: ipAddress && /[1-9a-f]/.test(ipAddress) ? ipAddress : null,
      createdAt: createdAt.toISOString(),
      lastSeenAt: updatedAt.toISOString(),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
