import type { Metadata } from "next";
import { listFeedbackInput } from "@/modules/feedback/schema";
import { FeedbackInbox } from "@/modules/feedback/ui/feedback-inbox";
import { caller } from "@/trpc/server";
import { requireStaff } from "../require-staff";

export const metadata: Metadata = { title: "Feedback" };

export default async function FeedbackPage({ searchParams }: { searchParams: Promise<{ state?: unknown }> }) {
  const state = listFeedbackInput.shape.state.catch("open").parse((await searchParams).state);
  await requireStaff();
  const first = await (await caller()).feedback.list({ state });
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Feedback</h1>
      <p className="mt-3 max-w-prose text-ink-muted">
        What members and guests say is wrong or missing, the newest first. What you mark as done is in the audit log.
      </p>
      <FeedbackInbox key={state} first={first} state={state} />
    </>
  );
}
