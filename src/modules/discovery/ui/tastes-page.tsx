"use client";

import { ArrowLeft, ArrowRight, Compass } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import { type Tastes, tastes as tastesSchema } from "../schema";
import { isEmpty, type Step, stepNames, steps, without } from "./steps";
import { TasteFields } from "./taste-fields";

export interface TastesPageProps {
  name: string;
  /** What was asked for the last time. */
  initial: Tastes;
  /** The most used ones, to choose from. */
  tags: readonly string[];
  /** Where to go on for who wants none of this. */
  next: string;
}

/** What one likes to read, in three steps of which each may be passed over. */
export function TastesPage({ name, initial, tags, next }: TastesPageProps) {
  const router = useRouter();
  const [tastes, setTastes] = useState(initial);
  const [step, setStep] = useState<Step>("genres");
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  const start = trpc.discovery.start.useMutation({ onSuccess: ({ id }) => router.push(`/welcome/${id}`) });

  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);

  const at = steps.indexOf(step);
  const before = steps[at - 1];
  const after = steps[at + 1];
  const busy = start.isPending || start.isSuccess;
  const go = (asked: Tastes) => {
    setTastes(asked);
    if (after) setStep(after);
    else if (!busy) start.mutate({ tastes: asked });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tastesSchema.safeParse(tastes).success) go(tastes);
  };

  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="text-balance font-semibold font-serif text-display">Welcome, {name}</h1>
      <p className="mt-3 text-ink-muted">
        Three short questions, and each can be passed over. Then the stories that fit come to you one by one, each with
        the reason why.{" "}
        <Link href={next} className="link">
          Skip all of this
        </Link>
      </p>
      <hr className="wire my-8" />
      <p className="label-caps text-ink-muted tabular-nums">
        Step {at + 1} of {steps.length}
      </p>
      <form onSubmit={submit} noValidate className="mt-2">
        <h2 ref={heading} tabIndex={-1} className="font-semibold font-serif text-title outline-none">
          {stepNames[step]}
        </h2>
        <div className="mt-5 flex flex-col gap-6">
          <TasteFields step={step} tastes={tastes} tags={tags} onChange={(some) => setTastes({ ...tastes, ...some })} />
        </div>
        {start.error && (
          <Notice tone="danger" role="alert" className="mt-6" title="It could not be started">
            {start.error.message}
          </Notice>
        )}
        <div className="mt-8 flex flex-wrap items-center gap-3">
          {before && (
            <Button onClick={() => setStep(before)}>
              <ArrowLeft aria-hidden="true" />
              Back
            </Button>
          )}
          <Button type="submit" variant="primary" loading={busy}>
            {after ? "Next" : "Find stories"}
            {after ? <ArrowRight aria-hidden="true" /> : <Compass aria-hidden="true" />}
          </Button>
          {!isEmpty(step, tastes) && (
            <Button variant="quiet" onClick={() => go(without(step, tastes))}>
              {after ? "Skip this" : "Find without this"}
            </Button>
          )}
        </div>
      </form>
    </div>
  );
}
