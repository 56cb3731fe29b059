import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** How long after it was issued a token opens a stream, in milliseconds. The stream itself lasts as long as the session. */
const lifeMs = 5 * 60_000;

const claims = z.object({
  /** The path of the one stream that it opens. */
  path: z.string(),
  sessionId: z.string(),
  /** In milliseconds since 1970. */
  expiresAt: z.number(),
});

export interface StreamToken {
  token: string;
  expiresAt: string;
}

/**
 * Tokens by which a client that can send no cookie opens a stream: in the address, which others may log, so each is good
 * for one stream and a few minutes, and is worth nothing once the session it stands for has ended. Signed, stored nowhere.
 */
export function createStreamTokens(secret: string, now: () => number = Date.now) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "inkwire stream token", 32));
  const sign = (text: string) => createHmac("sha256", key).update(text).digest();
  return {
    issue(sessionId: string, path: string): StreamToken {
      const expiresAt = now() + lifeMs;
      const text = Buffer.from(JSON.stringify({ path, sessionId, expiresAt })).toString("base64url");
      return { token: `${text}.${sign(text).toString("base64url")}`, expiresAt: new Date(expiresAt).toISOString() };
    },

    /** The id of the session that `token` stands for, or null unless we issued it for this path and it is still good. */
    read(token: string, path: string): string | null {
      const [text = "", signature = ""] = token.split(".");
      const [expected, given] = [sign(text), Buffer.from(signature, "base64url")];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const { data } = claims.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
      return data && data.path === path && data.expiresAt > now() ? data.sessionId : null;
    },
  };
}
