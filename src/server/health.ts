import { anyLives } from "@/jobs/worker-locks";
import type { Live } from "@/live/start";
import { db } from "@/platform/db";
import { pendingMigrations } from "@/platform/pending-migrations";
import { version } from "@/platform/version";

type Check = "up" | "down";

export interface Health {
  status: "ok" | "failing";
  checks: {
    database: Check;
    bus: Check | "in-process";
    /** Whether some process runs jobs. Pages go on without, and jobs wait: nobody is to be sent elsewhere for it. */
    jobs: Check;
    migrations: "current" | "pending" | "unknown";
  };
  version: string;
  uptimeSeconds: number;
}

/** Whether this process can do its work now, asked anew each time. */
export async function checkHealth(live: Live): Promise<Health> {
  const bus = live.busState() ?? "in-process";
  let database: Check = "up";
  let jobs: Check = "down";
  let migrations: Health["checks"]["migrations"] = "unknown";
  try {
    const pending = await pendingMigrations((sql) => db().$queryRawUnsafe<{ name: string }[]>(sql));
    const [workers] = await db().$queryRawUnsafe<{ lives: boolean }[]>(anyLives);
    jobs = workers?.lives ? "up" : "down";
    migrations = pending.length === 0 ? "current" : "pending";
  } catch {
    database = "down";
  }
  const failing = database === "down" || bus === "down" || migrations !== "current";
  return {
    status: failing ? "failing" : "ok",
    checks: { database, bus, jobs, migrations },
    version,
    uptimeSeconds: Math.round(process.uptime()),
  };
}
