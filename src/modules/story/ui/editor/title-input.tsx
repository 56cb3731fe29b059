"use client";

import type { KeyboardEvent } from "react";

/** Longest title in characters, as the server has it. */
const limit = 255;

export interface TitleInputProps {
  value: string;
  onChange: (title: string) => void;
  /** Enter goes on to the text: a title has one line. */
  onEnter: () => void;
}

export function TitleInput({ value, onChange, onEnter }: TitleInputProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <textarea
      aria-label="Title"
      placeholder="Title"
      rows={1}
      maxLength={limit}
      value={value}
      onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, " "))}
      onKeyDown={onKeyDown}
      className="field-sizing-content block w-full resize-none rounded-sm bg-transparent pb-[0.15em] font-semibold font-serif text-display outline-offset-8"
    />
  );
}
