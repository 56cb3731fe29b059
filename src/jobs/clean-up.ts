import { trimOperation } from "@/modules/admin/store";
import { db } from "@/platform/db";
import type { RecurringTask } from "./queue";

const dayMs = 24 * 60 * 60 * 1_000;
const keepOver = 90 * dayMs;
const keepUploads = dayMs;
const keepImports = 7 * dayMs;
const keepDeliveries = 30 * dayMs;

const ago = (ms: number) => new Date(Date.now() - ms);

/** Removes what has had its time: expired files, old jobs, uploads and imports that nobody kept. */
export const cleanUp: RecurringTask = {
  name: "clean-up",
  cron: "17 * * * *",
  async run() {
    await db().jobArtifact.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    await db().job.deleteMany({ where: { endedAt: { lt: ago(keepOver) } } });
    await db().signUp.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    await db().verification.deleteMany({ where: { expiresAt: { lt: new Date() } } });
    await db().upload.deleteMany({ where: { createdAt: { lt: ago(keepUploads) } } });
    await db().picture.deleteMany({ where: { storyId: null, createdAt: { lt: ago(keepImports) } } });
    await trimOperation();
    await db().import.deleteMany({ where: { createdAt: { lt: ago(keepImports) } } });
    await db().webhookDelivery.deleteMany({ where: { createdAt: { lt: ago(keepDeliveries) } } });
  },
};
