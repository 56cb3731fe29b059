import { db } from "@/platform/db";
import { log } from "@/platform/log";
import { singleton } from "@/platform/singleton";

export interface KeyUse {
  keyId: string;
  procedure: string;
  type: string;
  outcome: string;
  ms: number;
}

/** Uses are written together, after this time: a log must cost a call nothing. What a crash takes with it is a second. */
const gatherMs = 1_000;

class UsageLog {
  #waiting: (KeyUse & { at: Date })[] = [];
  #timer: NodeJS.Timeout | undefined;

  add(use: KeyUse): void {
    this.#waiting.push({ ...use, at: new Date() });
    this.#timer ??= setTimeout(() => this.#write(), gatherMs).unref();
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    const uses = this.#waiting.splice(0);
    try {
      const kept = await db().apiKey.findMany({
        where: { id: { in: uses.map(({ keyId }) => keyId) } },
        select: { id: true },
      });
      const ids = new Set(kept.map(({ id }) => id)); // one may have been revoked meanwhile
      await db().apiKeyRequest.createMany({ data: uses.filter(({ keyId }) => ids.has(keyId)) });
      const minuteAgo = new Date(Date.now() - 60_000);
      await db().apiKey.updateMany({
        where: { id: { in: [...ids] }, OR: [{ lastRequest: null }, { lastRequest: { lt: minuteAgo } }] },
        data: { lastRequest: new Date() },
      });
    } catch (error) {
      log().warn({ err: error, uses: uses.length }, "api keys: uses were not written down");
    }
  }
}

/** Notes what a key was used for. */
export const noteUse = (use: KeyUse): void => singleton("api-key-usage", () => new UsageLog()).add(use);
