import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { RelativeTime } from "@/components/relative-time";
import { type WizardView, wizardSteps } from "../schema";
import { stepNames } from "./names";

/** The wizard that was left in the middle, on whichever device. */
export function ResumeCard({ wizard: { idea, step, savedAt } }: { wizard: WizardView }) {
  return (
    <section
      aria-label="An idea that you began"
      data-testid="resume-wizard"
      className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded border border-rule bg-paper-raised px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="line-clamp-2 font-serif">{idea.trim() || "An idea without words yet"}</p>
        <p className="mt-0.5 text-ink-muted text-sm">
          Step {wizardSteps.indexOf(step) + 1} of {wizardSteps.length}, {stepNames[step].toLowerCase()}
          {savedAt && (
            <>
              , <RelativeTime dateTime={savedAt} />
            </>
          )}
        </p>
      </div>
      <Button asChild>
        <Link href="/studio/new/wizard">
          Go on
          <ArrowRight aria-hidden="true" />
        </Link>
      </Button>
    </section>
  );
}
