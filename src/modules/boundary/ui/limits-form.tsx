"use client";

import { useState } from "react";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { rating, ratingNames } from "@/modules/story/schema";
import { ChipsInput } from "@/modules/story/ui/editor/chips-input";
import { trpc } from "@/trpc/react";
import { type Limits, limits } from "../schema";

/** Up to which rating stories come up, and without which warnings; saved as it is changed. */
export function LimitsForm({ initial }: { initial: Limits }) {
  const [chosen, setChosen] = useState(initial);
  const save = trpc.boundary.setLimits.useMutation();
  const set = (changes: Partial<Limits>) => {
    const next = { ...chosen, ...changes };
    setChosen(next);
    save.mutate(next);
  };

  const readWarning = (text: string) => {
    const read = limits.shape.avoidedWarnings.safeParse([text]);
    const [item] = read.data ?? [];
    return item ? { item } : { error: "At most 60 characters" };
  };

  return (
    <div className="mt-4 flex flex-col gap-5">
      <p className="text-pretty text-ink-muted">
        In feeds, searches, pop-ups and the bell. Whatever you open by its link, or on its author’s page, is there all
        the same.
      </p>
      <Field label="Stories up to the rating" className="max-w-60">
        {(control) => (
          <Select
            {...control}
            value={chosen.highestRating}
            onChange={({ target }) => set({ highestRating: rating.parse(target.value) })}
          >
            {rating.options.map((one) => (
              <option key={one} value={one}>
                {ratingNames[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ChipsInput
        label="Without the warnings"
        hint="As authors write them, such as “bereavement”"
        items={chosen.avoidedWarnings}
        max={30}
        read={readWarning}
        onChange={(avoidedWarnings) => set({ avoidedWarnings })}
      />
      {save.isError && (
        <Notice role="alert" tone="danger">
          That was not saved. Change it once more to try again.
        </Notice>
      )}
      <p role="status" className="text-ink-muted text-sm">
        {save.isSuccess && "Saved."}
      </p>
    </div>
  );
}
