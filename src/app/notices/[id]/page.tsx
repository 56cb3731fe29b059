import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RelativeTime } from "@/components/relative-time";
import type { NoticeView } from "@/modules/moderation/schema";
import { AppealForm } from "@/modules/moderation/ui/appeal-form";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "From the moderators", robots: { index: false }, referrer: "no-referrer" };

const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

const headings: Record<NoticeView["kind"], (title: string) => string> = {
  hide: (title) => `“${title}” was hidden`,
  warn: (title) => `A warning about “${title}”`,
  ban: () => "Your account is suspended",
};

function standOf({ kind, until, liftedAt }: NoticeView): string {
  if (liftedAt) return "This is no longer in force.";
  if (kind === "hide") return "Nobody but you, and those who write with you, can see it.";
  if (kind === "warn") return "Nothing else was done.";
  return until ? `Until ${date.format(new Date(until))} UTC.` : "This has no end of its own.";
}

/** What moderators did, for whom it concerns: signed in, or by the key that a suspended member was shown. */
export default async function NoticePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const notice = await (await caller()).moderation.notice({ id }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found") notFound();
    throw error;
  });
  const { kind, title, reason, at, appeal, answer, liftedAt } = notice;
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <p className="label-caps text-ink-muted">From the moderators</p>
      <h1 className="wrap-anywhere mt-2 text-balance font-semibold font-serif text-display">{headings[kind](title)}</h1>
      <p className="mt-2 text-ink-muted">
        <RelativeTime dateTime={at} />. {standOf(notice)}
      </p>
      <blockquote className="wrap-anywhere mt-6 whitespace-pre-line border-rule-strong border-s-2 ps-4 font-serif text-lg">
        {reason}
      </blockquote>
      <hr className="wire my-10" />
      {appeal !== null && (
        <section aria-labelledby="reply">
          <h2 id="reply" className="font-semibold font-serif text-title">
            Your reply
          </h2>
          <p className="wrap-anywhere mt-3 whitespace-pre-line">{appeal}</p>
          <h2 className="mt-8 font-semibold font-serif text-title">Their answer</h2>
          <p className="wrap-anywhere mt-3 whitespace-pre-line text-ink-muted">
            {answer ?? "Another look is taken at it. You read the answer here."}
          </p>
        </section>
      )}
      {appeal === null && !liftedAt && (
        <section aria-labelledby="disagree">
          <h2 id="disagree" className="mb-4 font-semibold font-serif text-title">
            You see it otherwise?
          </h2>
          <AppealForm id={id} />
        </section>
      )}
    </div>
  );
}
