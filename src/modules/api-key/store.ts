import { notifyOfUsage, usageAlertPercent } from "@/modules/notification/notify";
import { db, transact } from "@/platform/db";
import { log } from "@/platform/log";
import type { Budget } from "@/platform/rate-limit";
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

/** Tells the owner of a key that comes near its limit; the call does not wait for that. */
export function noteBudget(key: { id: string; memberId: string }, { limit, remaining }: Budget): void {
  // Of all calls within a minute one comes to exactly this.
  if (remaining !== Math.round((limit * (100 - usageAlertPercent)) / 100)) return;
  alertOwner(key).catch((error) => log().warn({ err: error, keyId: key.id }, "api keys: an owner was not told"));
}

const alertOwner = ({ id, memberId }: { id: string; memberId: string }): Promise<void> =>
  transact(async (tx) => {
    const key = await tx.apiKey.findUnique({ where: { id }, select: { name: true } });
    if (!key) return;
    const what = `the calls that the key “${key.name}” may make in a minute`;
    const data = { what, percent: usageAlertPercent, href: "/settings/api-keys" };
    await notifyOfUsage(tx, { to: memberId, subject: id, data });
  });
