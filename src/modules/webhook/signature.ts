import { createHmac, randomBytes } from "node:crypto";

/** By the scheme of https://www.standardwebhooks.com, for which there are libraries in most languages. */

const prefix = "whsec_";

export const newSecret = (): string => `${prefix}${randomBytes(24).toString("base64")}`;

export interface Message {
  id: string;
  /** Of this attempt, in seconds since 1970. */
  timestamp: number;
  /** Exactly what is sent. */
  body: string;
}

/** What a message carries so that its receiver can tell where it is from, and when. One signature for each secret. */
export function signedHeaders({ id, timestamp, body }: Message, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
