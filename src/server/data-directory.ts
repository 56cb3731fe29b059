import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/platform/errors";

/**
 * A secret that lives in the data directory, made at the first use.
 * @throws StartError when the directory cannot be written.
 */
export function keptSecret(directory: string, name: string): string {
  const file = path.join(directory, name);
  try {
    mkdirSync(directory, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new StartError(
      `INKWIRE_DATA_DIR: ${directory} cannot be written (${reason}). Make it writable, or set INKWIRE_DATA_DIR to another directory.`,
    );
  }
}
