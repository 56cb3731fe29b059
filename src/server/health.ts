import type { Live } from "@/live/start";
import { db } from "@/platform/db";
import { pendingMigrations } from "@/platform/migrations";
import { version } from "./version";

type Check = "up" | "down";

export interface Health {
  status: "ok" | "failing";
  checks: { database: Check; bus: Check | "in-process"; migrations: "current" | "pending" | "unknown" };
  version: string;
  uptimeSeconds: number;
}

/** Whether this process can do its work now, asked anew each time. */
export async function checkHealth(live: Live): Promise<Health> {
  const bus = live.busState() ?? "in-process";
  let database: Check = "up";
  let migrations: Health["checks"]["migrations"] = "unknown";
  try {
    const pending = await pendingMigrations((sql) => db().$queryRawUnsafe<{ name: string }[]>(sql));
    migrations = pending.length === 0 ? "current" : "pending";
  } catch {
    database = "down";
  }
  const failing = database === "down" || bus === "down" || migrations !== "current";
  return {
    status: failing ? "failing" : "ok",
    checks: { database, bus, migrations },
    version,
    uptimeSeconds: Math.round(process.uptime()),
  };
}
