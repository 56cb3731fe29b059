"use client";

import { useState } from "react";
import { Chip } from "@/components/chip";
import { trpc } from "@/trpc/react";
import type { JourneyView } from "../schema";
import { pollMs } from "./as-of";
import { number, percent } from "./format";

const names: Record<JourneyView["steps"][number]["step"], string> = {
  signUp: "Signed up",
  draft: "Began a story",
  wizard: "Used the wizard",
  publish: "Published",
  firstComment: "Got a first comment",
};

const choices = [7, 30, 90] as const;

/** How far newcomers come: bars for the eye, with the figures beside them. */
export function Journey({ first }: { first: JourneyView }) {
  const [days, setDays] = useState<(typeof choices)[number]>(30);
  const { data = first } = trpc.admin.journey.useQuery(
    { days },
    { ...(days === 30 && { initialData: first }), placeholderData: (before) => before, staleTime: pollMs },
  );
  const all = data.steps[0]?.members ?? 0;
  return (
    <section aria-label="Journey" className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="font-serif text-title">Journey</h2>
        <div className="flex gap-2">
          {choices.map((one) => (
            <Chip key={one} pressed={one === days} onClick={() => setDays(one)}>
              {one} days
            </Chip>
          ))}
        </div>
      </div>
      <p className="mt-1 text-ink-muted text-sm">Members who signed up in this time, and what they have done since.</p>
      <ol className="mt-3 flex flex-col gap-3">
        {data.steps.map(({ step, members }) => (
          <li key={step} data-testid={`journey-${step}`}>
            <p className="flex justify-between gap-4 text-sm">
              <span>{names[step]}</span>
              <span className="tabular-nums">
                {number(members)} <span className="text-ink-muted">({percent(all > 0 ? members / all : 0)})</span>
              </span>
            </p>
            <div aria-hidden="true" className="mt-1 h-2 bg-paper-sunk">
              <div
                className="h-full bg-live"
                style={{ width: `${all > 0 ? Math.min(100, (members / all) * 100) : 0}%` }}
              />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
