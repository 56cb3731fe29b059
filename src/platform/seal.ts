import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { slot } from "./singleton";

/**
 * Secrets that must be read again, and so cannot be hashed, lie in the database encrypted: AES-256-GCM, by a key that HKDF
 * makes of `AUTH_SECRET`. Sealed text reads `sealed:1:{key id}:{base64url of nonce, tag and text}`.
 */
const mark = "sealed:1";
const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

interface Key {
  /** Tells which key a text was sealed with, and nothing of the key. */
  id: string;
  bytes: Buffer;
}

const keys = slot<readonly [Key, ...Key[]]>("seal-keys");

const derive = (secret: string, info: string, bytes: number) =>
  Buffer.from(hkdfSync("sha256", secret, "", info, bytes));

const keyOf = (secret: string): Key => ({
  id: derive(secret, "inkwire seal id", 6).toString("base64url"),
  bytes: derive(secret, "inkwire seal key", 32),
});

/** Called once at start. @param secret seals and opens. @param previous only opens: what was sealed before it was changed. */
export const startSealing = (secret: string, previous?: string): void =>
  keys.set([keyOf(secret), ...(previous ? [keyOf(previous)] : [])]);

/** @param purpose is sealed in: what was sealed for one does not open for another. */
export function seal(text: string, purpose: string): string {
  const [{ id, bytes }] = keys.get();
  const nonce = randomBytes(nonceBytes);
  const encrypt = createCipheriv(cipher, bytes, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([encrypt.update(text, "utf8"), encrypt.final()]);
  return `${mark}:${id}:${Buffer.concat([nonce, encrypt.getAuthTag(), sealed]).toString("base64url")}`;
}

/**
 * What was sealed; a text that never was comes back as it is, from before there were seals.
 * @returns null where no key of ours opens it, or somebody has changed it.
 */
export function unseal(text: string, purpose: string): string | null {
  if (!text.startsWith(`${mark}:`)) return text;
  const [id, body = ""] = text.slice(mark.length + 1).split(":");
  const key = keys.get().find((one) => one.id === id);
  if (!key) return null;
  const bytes = Buffer.from(body, "base64url");
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)];
  try {
    const decrypt = createDecipheriv(cipher, key.bytes, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(tag);
    return decrypt.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decrypt.final("utf8");
  } catch {
    return null;
  }
}

/** How all that is sealed with the current key begins. */
export const currentSeal = (): string => `${mark}:${keys.get()[0].id}:`;
