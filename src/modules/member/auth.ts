import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { z } from "zod";
import { notify } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { canMail } from "@/platform/mail";
import { consume, isSpent, spend } from "@/platform/rate-limit";
import { slot } from "@/platform/singleton";
import { isGuessable } from "./password";
import { askResetPath, passwordResetByMail, resetPath } from "./password-reset";
import { displayName, handle } from "./schema";
import { confirmPath, refuse, signUpByMail, signUpPath } from "./sign-up";
import { forgetResets } from "./store";

/** Set by our server to the address that a request came from, whatever the client sent under this name. */
export const addressHeader = "x-inkwire-address";

const sessionDays = 30;
const day = 24 * 60 * 60;

/** To sign in is to stay: takes back that the account is to be deleted. */
const keepAccount = (id: string): Promise<void> =>
  transact(async (tx) => {
    const { count } = await tx.member.updateMany({
      where: { id, deletionDueAt: { not: null } },
      data: { deletionDueAt: null },
    });
    if (count === 0) return;
    const text = "Welcome back. Your account stays, and nothing of it was deleted.";
    notify(tx, { type: "notice.system", to: id, subject: `kept ${id}`, data: { text, href: "/settings/account" } });
  });

/** Where a password is chosen, and under which name. */
const choosesPassword: Partial<Record<string, string>> = {
  [signUpPath]: "password",
  "/change-password": "newPassword",
  [resetPath]: "newPassword",
};

/** What others know of who signs up. */
const knownOf = (body: Record<string, unknown>): string[] =>
  [body.handle, body.name, body.email].filter((value) => typeof value === "string").map((value) => value.slice(0, 100));

/** Sign-ups from one address at e-mail addresses that have an account. */
const probing = { name: "sign-up-taken", points: 10, seconds: 60 * 60 };

/**
 * Without mail, that an e-mail address has an account can only be said or denied. So it is said, for the many who have
 * forgotten, and limited, for the few who try whole lists: then all sign-ups from there are refused, whatever their address.
 */
async function limitProbing(email: unknown, headers: Headers | undefined): Promise<void> {
  const parsed = z.email().safeParse(email);
  if (!parsed.success) return;
  const from = headers?.get(addressHeader) ?? "unknown";
  if (await isSpent(probing, from)) throw new APIError("TOO_MANY_REQUESTS", { message: "Too often. Try again later." });
  const found = await db().member.findUnique({ where: { email: parsed.data.toLowerCase() }, select: { id: true } });
  // At once with others it may be one too many; this one is still answered, and the next is not.
  if (found) await consume(probing, from).catch(() => {});
}

/** Counts where all processes do. By itself better-auth counts in each for itself, and anew after each start. */
const attempts = {
  async consume(key: string, { window, max }: { window: number; max: number }) {
    const limit = { name: `auth-${max}-${window}`, points: max, seconds: window };
    const { exceeded, resetSeconds } = await spend(limit, key);
    return { allowed: !exceeded, retryAfter: exceeded ? resetSeconds : null };
  },
};

function createAuth(secret: string) {
  return betterAuth({
    appName: "Inkwire",
    baseURL: env().appUrl,
    basePath: "/api/auth",
    secret,
    database: prismaAdapter(db(), { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    logger: { log: (level, message, ...details) => log()[level]({ details }, `auth: ${message}`) },
    // Ours to say: a header that anyone can send would let anyone pass the limits.
    advanced: { ipAddress: { ipAddressHeaders: [addressHeader] } },
    rateLimit: {
      // In development and in tests everybody comes from one address.
      enabled: env().production,
      customStorage: attempts,
      window: 60,
      max: 300,
      customRules: Object.fromEntries(
        ["/sign-in/email", signUpPath, confirmPath, askResetPath, resetPath].map((path) => [
          path,
          { window: 60, max: 20 },
        ]),
      ),
    },
    // The loopback address by number is the same machine; people and tests use both.
    trustedOrigins: [env().appUrl, `http://127.0.0.1:${env().port}`, `http://localhost:${env().port}`],
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => forgetResets(user.id),
    },
    user: {
      modelName: "member",
      additionalFields: {
        handle: { type: "string", required: true, input: true },
        bio: { type: "string", required: false, input: false, defaultValue: "" },
        role: { type: "string", required: false, input: false, defaultValue: "member" },
        bannedAt: { type: "date", required: false, input: false },
      },
    },
    session: { fields: { userId: "memberId" }, expiresIn: sessionDays * day, updateAge: day },
    account: { fields: { userId: "memberId" } },
    plugins: [
      signUpByMail(),
      passwordResetByMail(),
      apiKey({
        schema: { apikey: { modelName: "apiKey" } },
        rateLimit: { enabled: false },
        requireName: true,
        // As createApiKeyInput has them: the plugin's own limits are narrower.
        maximumNameLength: 60,
        keyExpiration: { minExpiresIn: 1, maxExpiresIn: 3_650 },
      }),
    ],
    hooks: {
      // Before sign-up begins its transaction: as many as there are connections would each wait for one more.
      before: createAuthMiddleware(async ({ path, body, headers }) => {
        const chosen = choosesPassword[path] && body?.[choosesPassword[path]];
        if (typeof chosen === "string" && (await isGuessable(chosen, knownOf(body)))) {
          throw refuse(
            "guessable",
            "This password is among the first that are tried. A few words of your own do well.",
          );
        }
        if (path !== signUpPath) return;
        const wanted = handle.safeParse(body?.handle);
        if (!wanted.success) throw refuse("handle", wanted.error.issues[0]?.message ?? "Choose a handle");
        const taken = await db().member.findUnique({ where: { handle: wanted.data }, select: { id: true } });
        if (taken) throw refuse("handle", "This handle is taken, choose another");
        if (!canMail()) await limitProbing(body?.email, headers);
      }),
    },
    databaseHooks: {
      user: {
        create: {
          async before(user) {
            const name = displayName.safeParse(user.name);
            if (!name.success) throw refuse("name", name.error.issues[0]?.message ?? "Enter a name");
            const wanted = handle.safeParse(user.handle);
            if (!wanted.success) throw refuse("handle", wanted.error.issues[0]?.message ?? "Choose a handle");
            return { data: { ...user, name: name.data, handle: wanted.data, image: null } };
          },
        },
      },
      session: {
        create: {
          async before(session, context) {
            // A new member is not banned; nor is there a second connection to ask on while sign-up holds its transaction.
            if (context?.path === signUpPath) return;
            const found = await db().member.findUnique({
              where: { id: session.userId },
              select: {
                bannedAt: true,
                deletionDueAt: true,
                measures: { where: { kind: "ban", liftedAt: null }, orderBy: { createdAt: "desc" }, take: 1 },
              },
            });
            if (found?.deletionDueAt) await keepAccount(session.userId);
            if (!found?.bannedAt) return;
            // They have shown their password: the key opens the page that says why, and takes their reply.
            const notice = found.measures[0] && `/notices/${found.measures[0].key}`;
            throw new APIError("FORBIDDEN", { code: "BANNED", message: "This account has been suspended.", notice });
          },
        },
      },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

const instance = slot<Auth>("auth");

/** Called once at start. @param secret signs the session cookies; a change of it signs everybody out. */
export const startAuth = (secret: string): void => instance.set(createAuth(secret));

export const auth = (): Auth => instance.get();
