import { db } from "@/platform/db";

const keepDays = 7;

/** Keeps a file that a job has made, for its owner to fetch for a week. Keeping it again replaces it. */
export async function keepArtifact(
  jobId: string,
  file: { name: string; type: string; bytes: Uint8Array },
): Promise<void> {
  const { name, type } = file;
  const bytes = new Uint8Array(file.bytes);
  const data = { type, bytes, size: bytes.length, expiresAt: new Date(Date.now() + keepDays * 24 * 60 * 60 * 1_000) };
  await db().jobArtifact.upsert({
    where: { jobId_name: { jobId, name } },
    create: { jobId, name, ...data },
    update: data,
    select: { name: true },
  });
}
