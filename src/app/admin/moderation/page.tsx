import type { Metadata } from "next";
import Link from "next/link";
import { queueInput } from "@/modules/moderation/schema";
import { Queue } from "@/modules/moderation/ui/queue";
import { caller } from "@/trpc/server";
import { requireStaff } from "../require-staff";

export const metadata: Metadata = { title: "Moderation" };

export default async function ModerationPage({ searchParams }: { searchParams: Promise<{ state?: unknown }> }) {
  const state = queueInput.shape.state.catch("open").parse((await searchParams).state);
  const { id, role } = await requireStaff();
  const { moderation } = await caller();
  const [first, staff] = await Promise.all([
    moderation.queue({ state }),
    role === "admin" ? moderation.members({}) : null,
  ]);
  const administrators = staff?.filter(({ role, suspended }) => role === "admin" && !suspended);
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Moderation</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        What members reported, the longest waiting first. Take a case before you decide: others see that you are at it.
      </p>
      {administrators?.length === 1 && (
        <p className="mt-3 max-w-prose text-ink-muted">
          You are the only administrator: what is reported about you does not come before you, and nobody else may
          decide about it.{" "}
          <Link href="/admin/members" className="link">
            Name another administrator
          </Link>
        </p>
      )}
      <Queue key={state} first={first} state={state} memberId={id} />
    </>
  );
}
