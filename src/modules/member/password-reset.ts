import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { canMail } from "@/platform/mail";
import { consume } from "@/platform/rate-limit";
import { askResetInput } from "./schema";
import { refuse, tooOften } from "./sign-up";
import { askReset } from "./store";

export const askResetPath = "/request-password-reset";
export const resetPath = "/reset-password";

/** Mails to one address: who asks need not be its owner. */
const mails = { name: "reset-mail", points: 4, seconds: 60 * 60 };

/** Stands in for better-auth's own, which looks for the account before it answers. */
const answerByMail = createAuthMiddleware(async (ctx) => {
  if (!canMail()) throw new APIError("NOT_FOUND", { message: "No mail is sent from here." });
  const parsed = askResetInput.safeParse(ctx.body);
  if (!parsed.success) throw refuse("email", parsed.error.issues[0]?.message ?? "Enter an e-mail address");
  const email = parsed.data.email.toLowerCase();
  await consume(mails, email).catch(tooOften);
  await askReset(email);
  return ctx.json({ status: true });
});

/**
 * Where mail is sent, who has forgotten their password sets another by the link in a mail: better-auth's `/reset-password`
 * takes the link's token, once, and ends all sessions.
 */
export const passwordResetByMail = () =>
  ({
    id: "password-reset-by-mail",
    hooks: { before: [{ matcher: ({ path }) => path === askResetPath, handler: answerByMail }] },
  }) satisfies BetterAuthPlugin;
