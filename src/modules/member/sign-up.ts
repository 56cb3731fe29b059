import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { AppError } from "@/platform/errors";
import { canMail } from "@/platform/mail";
import { consume } from "@/platform/rate-limit";
import { confirmSignUpInput, signUpInput } from "./schema";
import { createMember, findSignUp, keepSignUp } from "./store";

export const signUpPath = "/sign-up/email";
export const confirmPath = "/sign-up/confirm";

/** Mails to one address: what others type there must not fill a mailbox. */
const mails = { name: "sign-up-mail", points: 4, seconds: 60 * 60 };

export const refuse = (field: string, message: string) =>
  new APIError("UNPROCESSABLE_ENTITY", { code: `INVALID_${field.toUpperCase()}`, message });

export const tooOften = (error: unknown) => {
  if (!(error instanceof AppError)) throw error;
  throw new APIError("TOO_MANY_REQUESTS", { message: error.message });
};

/** Stands in for better-auth's own sign-up. */
const answerByMail = createAuthMiddleware(async (ctx) => {
  const parsed = signUpInput.safeParse(ctx.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(String(issue?.path[0] ?? "input"), issue?.message ?? "Fill in all fields");
  }
  const { name, handle, password } = parsed.data;
  const email = parsed.data.email.toLowerCase();
  await consume(mails, email).catch(tooOften);
  const kept = await keepSignUp({ email, name, handle, password: await ctx.context.password.hash(password) });
  if (!kept) throw refuse("handle", "This handle is taken, choose another");
  return ctx.json({ token: null, user: null });
});

/** Makes the account of a sign-up, for who has both its mail and its password: neither alone is proof. */
const confirmSignUp = createAuthEndpoint(confirmPath, { method: "POST", body: confirmSignUpInput }, async (ctx) => {
  const { key, password } = ctx.body;
  const signUp = await findSignUp(key);
  if (!signUp) throw new APIError("NOT_FOUND", { code: "SIGN_UP_GONE", message: "This link has had its time." });
  if (!(await ctx.context.password.verify({ hash: signUp.password, password }))) {
    throw new APIError("UNAUTHORIZED", { code: "WRONG_SIGN_UP_PASSWORD", message: "This is not the password." });
  }
  const user = await createMember(signUp);
  if (user === "handle") throw refuse("handle", "This handle was taken meanwhile: sign up with another");
  // Who comes here holds the mailbox, and may know.
  if (user === "email") {
    throw new APIError("UNPROCESSABLE_ENTITY", { code: "USER_ALREADY_EXISTS", message: "There is one already." });
  }
  const session = await ctx.context.internalAdapter.createSession(user.id);
  await setSessionCookie(ctx, { session, user });
  return ctx.json({ user: { id: user.id } });
});

/**
 * Where mail is sent, an account begins with the answer to a mail, and a sign-up is answered the same whether or not its
 * address has one: the same is read, hashed and written, and only the mail differs.
 */
export const signUpByMail = () =>
  ({
    id: "sign-up-by-mail",
    hooks: { before: [{ matcher: ({ path }) => path === signUpPath && canMail(), handler: answerByMail }] },
    endpoints: { confirmSignUp },
  }) satisfies BetterAuthPlugin;
