"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";

export interface ChipsInputProps {
  label: string;
  hint?: string;
  items: readonly string[];
  max: number;
  /** @returns the item as it will be kept, or what is wrong with it */
  read: (text: string) => { item: string } | { error: string };
  onChange: (items: string[]) => void;
}

/** Words added one by one: Enter or a comma ends one, Backspace in the empty field takes the last one back. */
export function ChipsInput({ label, hint, items, max, read, onChange }: ChipsInputProps) {
  const [text, setText] = useState("");
  const [error, setError] = useState("");

  const add = (entry: string) => {
    if (!entry.trim()) return setText("");
    if (items.length >= max) return setError(`At most ${max}`);
    const result = read(entry);
    if ("error" in result) return setError(result.error);
    setText("");
    setError("");
    if (!items.includes(result.item)) onChange([...items, result.item]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && items.length > 0) {
      onChange(items.slice(0, -1));
    }
  };

  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <>
          {items.length > 0 && (
            <ul className="flex flex-wrap gap-1.5">
              {items.map((item) => (
                <li
                  key={item}
                  className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-sm border border-rule ps-2 text-sm"
                >
                  <span className="truncate">{item}</span>
                  <button
                    type="button"
                    aria-label={`Remove ${item}`}
                    onClick={() => onChange(items.filter((other) => other !== item))}
                    className="grid size-7 place-items-center rounded-sm text-ink-muted hover:text-ink"
                  >
                    <X aria-hidden="true" className="size-3.5" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <TextInput
            {...control}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setError("");
            }}
            onKeyDown={onKeyDown}
            onBlur={() => add(text)}
            autoComplete="off"
          />
        </>
      )}
    </Field>
  );
}
