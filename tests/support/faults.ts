import { Redis } from "ioredis";
import pg from "pg";

/** Steps of the relay between which a process can die. */
export const relaySteps = ["committed", "sequencing", "sequenced", "publishing", "published", "marked"] as const;
export type RelayStep = (typeof relaySteps)[number];

/** Makes this process kill itself, as SIGKILL does, when its relay reaches `step`. Nothing of this is in the product. */
export function armFault(step: string | undefined): void {
  if (!step) return;
  const die = (): never => {
    process.kill(process.pid, "SIGKILL");
    throw new Error("dead");
  };
  let sequencing = false;
  const client = pg.Client.prototype as unknown as { query(...args: unknown[]): unknown };
  const query = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const sql = String(args[0]);
    if (sql.includes("numbered AS")) sequencing = true;
    if (step === "sequencing" && sequencing && sql === "COMMIT") die();
    if (step === "published" && sql.includes('SET "publishedSeq"')) die();
    const result = query.apply(this, args) as Promise<{ rowCount: number | null }>;
    if (step === "committed" && sql.includes("seq IS NULL LIMIT 1"))
      return result.then((found) => (found.rowCount ? die() : found));
    if (step === "sequenced" && sequencing && sql === "COMMIT") return result.then(die);
    if (step === "marked" && sql.includes('SET "publishedSeq"')) return result.then(die);
    return result;
  };
  if (step !== "publishing") return;
  const redis = Redis.prototype as unknown as { publish(channel: string, message: string): Promise<number> };
  const publish = redis.publish;
  redis.publish = function (this: unknown, channel, message) {
    const result = publish.call(this, channel, message);
    return channel.startsWith("story:") ? result.then(die) : result;
  };
}
