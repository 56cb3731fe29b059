import { createHash } from "node:crypto";
import { enqueue } from "@/jobs/queue";
import type { JobSummary } from "@/modules/job/schema";
import type { MemberActor } from "@/modules/member/actor";
import { db, transact } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { consume } from "@/platform/rate-limit";
import { draftJob } from "./jobs";
import { readWizard } from "./queries";
import { brief, type GenerateInput, type KeptPartial, type SaveWizard, type WizardView } from "./schema";
import { landDraft } from "./store";

/**
 * Keeps what a member has told the wizard.
 * @throws AppError `conflict` when another device saved since `version`: nothing is changed, and `details.current` is what
 * it saved.
 */
export const saveWizard = (actor: MemberActor, { version, ...state }: SaveWizard): Promise<WizardView> =>
  transact(async (tx) => {
    const memberId = actor.id;
    const { count } =
      version === 0
        ? await tx.draftWizard.createMany({ data: [{ memberId, ...state }], skipDuplicates: true })
        : await tx.draftWizard.updateMany({
            where: { memberId, version },
            data: { ...state, open: true, version: { increment: 1 } },
          });
    const current = await readWizard(tx, actor);
    if (count === 0) throw new AppError("conflict", "This was changed on another device.", { current });
    return current;
  });

/**
 * Asks for a draft. The same brief while one is being written for it gives that one.
 * @throws AppError `rate_limited` after many in a row.
 */
export async function generateDraft(actor: MemberActor, { version, ...input }: GenerateInput): Promise<JobSummary> {
  await consume(draftJob.limit, actor.id);
  return transact(async (tx) => {
    const job = await enqueue(tx, draftJob, {
      ownerId: actor.id,
      title: `Draft: ${shortened(input.idea)}`,
      input,
      key: `draft ${actor.id} ${createHash("sha256").update(JSON.stringify(input)).digest("base64url")}`,
    });
    if (version !== undefined) {
      await tx.draftWizard.updateMany({
        where: { memberId: actor.id, version },
        data: { open: false, version: { increment: 1 } },
      });
    }
    return job;
  });
}

const shortened = (idea: string) => (idea.length > 80 ? `${idea.slice(0, 80).replace(/\s+\S*$/, "")}…` : idea);

/**
 * Makes a draft of what a job of the actor's had written before it failed or was cancelled. Twice is once.
 * @throws AppError `not_found` for a job that is not theirs, `conflict` while it may still write, `invalid` without text.
 */
export async function keepPartial(actor: MemberActor, { id }: { id: string }): Promise<KeptPartial> {
  const job = await db().job.findUnique({
    where: { id, ownerId: actor.id, kind: draftJob.kind },
    select: { state: true, text: true, attempt: true, input: true },
  });
  if (!job) throw new AppError("not_found", "There is no draft with this id among yours.");
  if (job.state !== "failed" && job.state !== "cancelled") {
    throw new AppError("conflict", "Only of a draft that failed or was cancelled something is to be kept.");
  }
  const body = job.text.trim();
  if (!body) throw new AppError("invalid", "Nothing was written yet.");
  const { idea, genre, audience } = brief.parse(job.input);
  const storyId = partialId(id, job.attempt);
  await landDraft({
    id: storyId,
    authorId: actor.id,
    title: `Unfinished: ${shortened(idea)}`,
    blurb: "",
    tags: [],
    genre,
    rating: audience,
    body,
    note: "This is where the writing stopped. It was not checked.",
  });
  return { storyId, href: `/studio/${storyId}` };
}

/** One id for what an attempt left, whoever asks for it how often. */
function partialId(jobId: string, attempt: number): string {
  const hex = createHash("sha256").update(`partial ${jobId} ${attempt}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
