import { seal, unseal } from "@/platform/seal";

/** Encrypted in the database, since messages are signed with them: whoever reads it must not be able to forge any. */
const purpose = "webhook secret";

export const sealSecret = (secret: string): string => seal(secret, purpose);

/** Null where `AUTH_SECRET` was changed, and the one before is not known. */
export const openSecret = (sealed: string): string | null => unseal(sealed, purpose);
