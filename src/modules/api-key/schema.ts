import { z } from "zod";
import { text } from "@/platform/text";

/**
 * read: queries and streams. write: mutations. publish: whatever makes a story seen or unseen. admin: what moderators and
 * administrators may do, for those who are.
 */
export const scope = z.enum(["read", "write", "publish", "admin"]);
export type Scope = z.infer<typeof scope>;

export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** Its first characters. */
  start: z.string(),
  scopes: z.array(scope),
  createdAt: z.iso.datetime(),
  /** To the minute; null for one that was never used. */
  lastUsedAt: z.iso.datetime().nullable(),
  /** Null for one that lasts until it is revoked. */
  expiresAt: z.iso.datetime().nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

/** A new key. This is the only time that it is shown. */
export const newApiKey = z.object({ key: z.string(), view: apiKeyView });
export type NewApiKey = z.infer<typeof newApiKey>;

export const createApiKeyInput = z.object({
  name: text().trim().min(1, "A key needs a name").max(60, "At most 60 characters"),
  scopes: z.array(scope).min(1, "Choose at least one scope").max(scope.options.length),
  /** Days until it expires; null for never. */
  expiresInDays: z.number().int().min(1).max(3_650).nullable().default(90),
});
export type CreateApiKey = z.infer<typeof createApiKeyInput>;

const id = text().max(64);
export const apiKeyIdInput = z.object({ id });
export const rotateApiKeyInput = z.object({
  id,
  /** Hours that the old key goes on, so that services can change over without a gap; 0 ends it at once. */
  overlapHours: z.number().int().min(0).max(168).default(24),
});
export type RotateApiKey = z.infer<typeof rotateApiKeyInput>;

export const apiKeyRequests = z.array(
  z.object({
    at: z.iso.datetime(),
    procedure: z.string(),
    type: z.string(),
    /** "ok" or the code of the error. */
    outcome: z.string(),
    ms: z.number(),
  }),
);
export type ApiKeyRequests = z.infer<typeof apiKeyRequests>;

/** Keys of one member. */
export const mostKeys = 20;
/** What a key may do in a minute. */
export const keyLimit = { name: "api-key", points: 600, seconds: 60 };
/** Every key begins with this, so that scanners know one that has leaked. */
export const keyPrefix = "ink_";
