"use client";

import { ArrowLeft, ArrowRight, PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import { brief, type WizardStep, type WizardView, wizardSteps } from "../schema";
import { stepNames } from "./names";
import { Stepper } from "./stepper";
import { problemsOf, useProblems } from "./use-problems";
import { type SaveState, useWizard } from "./use-wizard";
import { StepFields } from "./wizard-steps";

const saveTexts: Record<SaveState, string> = {
  saved: "Saved",
  unsaved: "Saving…",
  failed: "Not saved yet; it is tried again by itself",
};

/** From an idea to a draft in four steps, kept on the server as they are filled in. */
export function WizardPage({ first }: { first: WizardView }) {
  const router = useRouter();
  const { wizard, change, saveState, theirs, choose, flush } = useWizard(first);
  const { step } = wizard;
  const problems = useProblems(wizard, step);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef(step);
  const generate = trpc.draft.generate.useMutation({ onSuccess: ({ id }) => router.push(`/jobs/${id}`) });

  useEffect(() => {
    if (shownStep.current === step) return;
    shownStep.current = step;
    heading.current?.focus();
  }, [step]);

  const at = wizardSteps.indexOf(step);
  const before = wizardSteps[at - 1];
  const after = wizardSteps[at + 1];
  const go = (next: WizardStep) => change({ step: next });
  const done = new Set(
    wizardSteps.filter((one) => one !== "review" && Object.keys(problemsOf(wizard, one)).length === 0),
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (generate.isPending || generate.isSuccess) return;
    const missing = problems.showAll();
    if (missing && step !== "review") {
      form.current?.querySelector<HTMLElement>(`[data-field="${missing}"] :is(textarea, select, input)`)?.focus();
      return;
    }
    if (after) return go(after);
    const complete = brief.safeParse(wizard);
    if (complete.success) generate.mutate({ ...complete.data, version: await flush() });
  };

  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="text-balance font-semibold font-serif text-display">A story from an idea</h1>
      <p className="mt-3 text-ink-muted">
        Say what it is about. A first draft is written while you watch or do something else; it lands in your studio,
        where nobody sees it but you.
      </p>
      <div className="mt-8">
        <Stepper current={step} done={done} onGo={go} />
      </div>
      {theirs && (
        <Notice
          tone="warn"
          role="alert"
          className="mt-6"
          title="This was changed on another device"
          actions={
            <>
              <Button size="sm" onClick={() => choose("theirs")}>
                Take what is there
              </Button>
              <Button size="sm" onClick={() => choose("mine")}>
                Keep what is here
              </Button>
            </>
          }
        >
          There the idea reads: “{shortened(theirs.idea)}”. Nothing is lost until you choose.
        </Notice>
      )}
      <form ref={form} onSubmit={submit} noValidate className="mt-10">
        <h2 ref={heading} tabIndex={-1} className="font-semibold font-serif text-title outline-none">
          {stepNames[step]}
        </h2>
        <div className="mt-5 flex flex-col gap-6">
          <StepFields wizard={wizard} change={change} problems={problems} onGo={go} />
        </div>
        {generate.error && (
          <Notice tone="danger" role="alert" className="mt-6" title="It could not be started">
            {generate.error.message}
          </Notice>
        )}
        <div className="mt-8 flex flex-wrap items-center gap-3">
          {before && (
            <Button onClick={() => go(before)}>
              <ArrowLeft aria-hidden="true" />
              Back
            </Button>
          )}
          {after ? (
            <Button type="submit" variant="primary">
              Next
              <ArrowRight aria-hidden="true" />
            </Button>
          ) : (
            <Button
              type="submit"
              variant="primary"
              loading={generate.isPending || generate.isSuccess}
              disabled={done.size < wizardSteps.length - 1 || theirs !== null}
            >
              <PenLine aria-hidden="true" />
              Write the draft
            </Button>
          )}
          <p role="status" data-testid="save-state" data-state={saveState} className="ms-auto text-ink-muted text-sm">
            {saveTexts[saveState]}
          </p>
        </div>
      </form>
    </div>
  );
}

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
