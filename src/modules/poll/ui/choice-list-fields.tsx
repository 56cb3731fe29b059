"use client";

import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { TextInput } from "@/components/text-input";
import { pollLimits } from "../schema";

interface ChoiceListFieldsProps {
  choices: readonly string[];
  error: string | undefined;
  onChange: (choices: readonly string[]) => void;
}

/** The options of a new choice; Enter leads on to the next one. */
export function ChoiceListFields({ choices, error, onChange }: ChoiceListFieldsProps) {
  const list = useRef<HTMLDivElement>(null);
  const focus = (index: number) => requestAnimationFrame(() => list.current?.querySelectorAll("input")[index]?.focus());
  const add = () => {
    onChange([...choices, ""]);
    focus(choices.length);
  };
  return (
    <fieldset>
      <legend className="font-medium text-ui">Options</legend>
      <div ref={list} className="mt-2 flex flex-col gap-2">
        {choices.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place alone
          <div key={index} className="flex gap-2">
            <TextInput
              aria-label={`Option ${index + 1}`}
              aria-invalid={error ? true : undefined}
              value={text}
              maxLength={120}
              onChange={({ target }) => onChange(choices.with(index, target.value))}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                if (index < choices.length - 1) focus(index + 1);
                else if (text.trim() !== "" && choices.length < pollLimits.choices) add();
              }}
            />
            {choices.length > 2 && (
              <IconButton
                label={`Remove option ${index + 1}`}
                onClick={() => {
                  onChange(choices.toSpliced(index, 1));
                  focus(Math.max(0, index - 1));
                }}
              >
                <X aria-hidden="true" />
              </IconButton>
            )}
          </div>
        ))}
      </div>
      <div aria-live="polite" className="mt-1.5 text-danger text-sm empty:mt-0">
        {error}
      </div>
      {choices.length < pollLimits.choices && (
        <Button size="sm" className="mt-3" onClick={add}>
          <Plus aria-hidden="true" />
          One more option
        </Button>
      )}
    </fieldset>
  );
}
