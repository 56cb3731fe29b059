import type { RunContext } from "@/jobs/define-job";
import { actingFor } from "@/modules/transfer/queries";
import type { Tastes } from "./schema";
import { bring, countRelations, listBrought, rankStories } from "./store";

type Context = RunContext<{ tastes: Tastes }, "taste" | "rank" | "bring">;

export async function runDiscovery({ id, ownerId, input: { tastes }, report, signal }: Context) {
  await report.stage("taste");
  const actor = await actingFor(ownerId);
  const { following, apart } = await countRelations(actor);
  report.log(`You follow ${following === 1 ? "one writer" : `${following} writers`}; their stories are in your feed.`);
  if (apart > 0) report.log("Nothing by those you have muted or blocked.");

  await report.stage("rank");
  const ranked = await rankStories(actor, tastes);
  const before = await listBrought(id);
  const known = new Set(before);
  report.log(`${ranked.length} stories fit.`);

  await report.stage("bring", foundText(before.length));
  let found = before.length;
  for (const [index, story] of ranked.entries()) {
    signal.throwIfAborted();
    if (!known.has(story.id) && (await bring(id, found + 1, story))) found++;
    report.progress((index + 1) / ranked.length, foundText(found));
  }
  return { href: `/welcome/${id}`, found };
}

const foundText = (found: number) => (found === 1 ? "1 found" : `${found} found`);
