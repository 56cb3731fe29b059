"use client";

import { clsx } from "clsx";
import { Check, Contrast, X } from "lucide-react";
import { useId, useState } from "react";
import type { AnswerView, Mark, PollView } from "../schema";
import { markNames, PaintGrid } from "./paint-grid";
import { slotGrid } from "./slot-grid";

interface SlotFieldsProps {
  poll: PollView;
  zone: string;
  marks: ReadonlyMap<number, Mark>;
  given: AnswerView | null;
  onPaint: (numbers: readonly number[], mark: Mark) => void;
}

const keys = { y: "yes", i: "maybe", n: "no" } as const;
const brushes: readonly { mark: Mark; label: string; Icon: typeof Check }[] = [
  { mark: "yes", label: "Yes", Icon: Check },
  { mark: "maybe", label: "If need be", Icon: Contrast },
  { mark: "no", label: "No", Icon: X },
];

/** The slots of an availability poll, to be painted. */
export function SlotFields({ poll, zone, marks, given, onPaint }: SlotFieldsProps) {
  const [brush, setBrush] = useState<Mark>("yes");
  const known = given?.upTo ?? null;
  const count = (mark: Mark) => [...marks.values()].filter((given) => given === mark).length;
  return (
    <div>
      <Brushes brush={brush} onChange={setBrush} />
      <p className="mt-2 mb-4 text-ink-muted text-sm">
        <span className="pointer-coarse:hidden">
          Press a time, or drag across several. By keyboard: arrows move, Space marks, Y, I and N give yes, if need be
          and no.
        </span>
        <span className="hidden pointer-coarse:inline">Tap a time, or hold and drag across several.</span>
      </p>
      <PaintGrid
        label="When you can come"
        shape={slotGrid(poll.options, zone)}
        markOf={(number) => marks.get(number) ?? "no"}
        brush={brush}
        keys={keys}
        isNew={(number) => known !== null && number > known}
        onPaint={onPaint}
      />
      <p role="status" className="mt-2 text-ink-muted text-sm tabular-nums">
        {count("yes")} {markNames.yes}, {count("maybe")} {markNames.maybe}, of {poll.options.length} times
      </p>
    </div>
  );
}

function Brushes({ brush, onChange }: { brush: Mark; onChange: (mark: Mark) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ui">Mark times with</legend>
      <div className="flex flex-wrap gap-2">
        {brushes.map(({ mark, label, Icon }) => (
          <label
            key={mark}
            className={clsx(
              "flex min-h-10 cursor-pointer items-center gap-2 rounded-sm border px-3 text-ui",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
              brush === mark ? "border-ink bg-ink text-paper" : "border-rule-strong hover:border-ink",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={brush === mark}
              onChange={() => onChange(mark)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-4" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
