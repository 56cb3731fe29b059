import { createHash, randomBytes } from "node:crypto";

/** The key of a guest's edit link: 256 random bits that are told once, so a plain hash is enough to keep them by. */
export const newKey = (): string => randomBytes(32).toString("base64url");

export const hashOfKey = (key: string): string => createHash("sha256").update(key).digest("base64url");
