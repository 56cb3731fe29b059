import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { db } from "@/platform/db";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { slot } from "@/platform/singleton";
import { displayName, handle } from "./schema";

/** Set by our server to the address that a request came from, whatever the client sent under this name. */
export const addressHeader = "x-inkwire-address";

const signUpPath = "/sign-up/email";
const sessionDays = 30;
const day = 24 * 60 * 60;

const refuse = (field: string, message: string) =>
  new APIError("UNPROCESSABLE_ENTITY", { code: `INVALID_${field.toUpperCase()}`, message });

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
      enabled: env().production,
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: 20 }, "/sign-up/email": { window: 60, max: 20 } },
    },
    // The loopback address by number is the same machine; people and tests use both.
    trustedOrigins: [env().appUrl, `http://127.0.0.1:${env().port}`, `http://localhost:${env().port}`],
    emailAndPassword: { enabled: true, autoSignIn: true, minPasswordLength: 10, maxPasswordLength: 128 },
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
      before: createAuthMiddleware(async ({ path, body }) => {
        if (path !== signUpPath || typeof body?.handle !== "string") return;
        const taken = await db().member.findUnique({ where: { handle: body.handle }, select: { id: true } });
        if (taken) throw refuse("handle", "This handle is taken, choose another");
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
                measures: { where: { kind: "ban", liftedAt: null }, orderBy: { createdAt: "desc" }, take: 1 },
              },
            });
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
