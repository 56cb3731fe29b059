import { createHash } from "node:crypto";
import { enqueue } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import type { MemberActor } from "@/modules/member/actor";
import { transact } from "@/platform/db";
import { consume } from "@/platform/rate-limit";
import { discoveryJob } from "./jobs";
import type { Tastes } from "./schema";

/**
 * Begins to look for stories that fit. The same tastes while they are looked for give that job.
 * @throws AppError `rate_limited` at the sixth within a minute.
 */
export async function startDiscovery(actor: MemberActor, { tastes }: { tastes: Tastes }): Promise<JobSummary> {
  await consume(discoveryJob.limit, actor.id);
  return transact((tx) =>
    enqueue(tx, discoveryJob, {
      ownerId: actor.id,
      title: "Stories for your taste",
      input: { tastes },
      key: `discovery ${actor.id} ${createHash("sha256").update(JSON.stringify(tastes)).digest("base64url")}`,
    }),
  );
}
