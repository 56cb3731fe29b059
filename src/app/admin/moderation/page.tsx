import type { Metadata } from "next";
import { queueInput } from "@/modules/moderation/schema";
import { Queue } from "@/modules/moderation/ui/queue";
import { caller } from "@/trpc/server";
import { requireStaff } from "../require-staff";

export const metadata: Metadata = { title: "Moderation" };

export default async function ModerationPage({ searchParams }: { searchParams: Promise<{ state?: unknown }> }) {
  const state = queueInput.shape.state.catch("open").parse((await searchParams).state);
  const { id } = await requireStaff();
  const first = await (await caller()).moderation.queue({ state });
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Moderation</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        What members reported, the longest waiting first. Take a case before you decide: others see that you are at it.
      </p>
      <Queue key={state} first={first} state={state} memberId={id} />
    </>
  );
}
