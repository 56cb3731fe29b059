import type { Metadata } from "next";
import { headers } from "next/headers";
import { feedbackPage } from "@/modules/feedback/schema";
import { FeedbackForm } from "@/modules/feedback/ui/feedback-form";
import { describeDevice } from "@/modules/member/ui/describe-device";
import { ownPath } from "@/platform/page-path";
import { pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Feedback", robots: { index: false } };

export default async function FeedbackPage({ searchParams }: { searchParams: Promise<{ from?: unknown }> }) {
  const from = feedbackPage
    .nullable()
    .catch(null)
    .parse(ownPath((await searchParams).from));
  const actor = await pageActor();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="text-balance font-semibold font-serif text-display">What is wrong, what is missing?</h1>
      <p className="mt-3 text-pretty text-ink-muted">
        It goes to those who look after Inkwire. To report what somebody wrote, use “Report” beside it.
      </p>
      <hr className="wire my-8" />
      <FeedbackForm
        key={from}
        member={actor.kind === "member" ? { id: actor.id, handle: actor.handle } : null}
        from={from}
        device={describeDevice((await headers()).get("user-agent") ?? "")}
      />
    </div>
  );
}
