"use client";

import { unifiedMergeView } from "@codemirror/merge";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { Manuscript } from "../manuscript/manuscript";
import { bodyOf, bothBodies, type Conflict } from "../manuscript/reconcile";
import type { Texts } from "../manuscript/texts";
import { BodyEditor } from "./body-editor";
import { fieldNames } from "./names";

export interface ConflictViewProps<T extends Texts> {
  manuscript: Manuscript<T>;
  conflict: Conflict<T>;
  texts: T;
  /** What was changed elsewhere. */
  subject: "story" | "chapter";
}

/** Two versions of one text, and the person who knows which words are right. */
export function ConflictView<T extends Texts>({ manuscript, conflict, texts, subject }: ConflictViewProps<T>) {
  const headingId = useId();
  const [busy, setBusy] = useState(false);
  const section = useRef<HTMLElement>(null);
  // It takes the place of the text, wherever in that one was: without this one might find oneself in its middle.
  useEffect(() => {
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: "start" });
  }, []);
  const aboutBody = conflict.fields.includes("body");
  const others = conflict.fields.filter((field) => field !== "body");
  const mine = bodyOf(conflict.mine);
  const theirs = bodyOf(conflict.theirs);
  const touched = bodyOf(texts) !== mine;

  const choose = (result: T) => async () => {
    setBusy(true);
    await manuscript.resolve(result);
  };
  const both = { ...texts, body: bothBodies(mine, theirs) };

  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby={headingId}
      className="flex scroll-mt-40 flex-col gap-6 pb-24 outline-none"
    >
      <Notice
        tone="warn"
        role="alert"
        title={<span id={headingId}>This {subject} was changed elsewhere</span>}
        actions={
          <>
            <Button size="sm" disabled={busy} onClick={choose(conflict.theirs)}>
              Keep theirs
            </Button>
            {aboutBody && (
              <Button size="sm" disabled={busy} onClick={choose(both)}>
                Keep both
              </Button>
            )}
            <Button size="sm" disabled={busy} onClick={choose(aboutBody ? { ...texts, body: mine } : texts)}>
              Keep mine
            </Button>
            {touched && (
              <Button size="sm" variant="primary" disabled={busy} onClick={choose(texts)}>
                Use the text below
              </Button>
            )}
          </>
        }
      >
        Perhaps in another tab or on another device. Nothing is lost: what you do not keep is set aside, and can be
        brought back.
      </Notice>
      {others.map((field) => (
        <FieldChoice
          key={field}
          field={field}
          conflict={conflict}
          texts={texts}
          onChange={(value) => manuscript.edit({ ...texts, [field]: value })}
        />
      ))}
      {aboutBody && (
        <BodyChoice theirs={theirs} text={bodyOf(texts)} onChange={(body) => manuscript.edit({ ...texts, body })} />
      )}
    </section>
  );
}

const nameOf = (field: string) => Object.entries(fieldNames).find(([key]) => key === field)?.[1] ?? field;

const written = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(", ") : value) || "Empty";

interface FieldChoiceProps<T extends Texts> {
  field: keyof T & string;
  conflict: Conflict<T>;
  texts: T;
  onChange: (value: T[keyof T & string]) => void;
}

function FieldChoice<T extends Texts>({ field, conflict, texts, onChange }: FieldChoiceProps<T>) {
  const name = useId();
  const sides = [
    { label: "Mine", source: conflict.mine },
    { label: "Theirs", source: conflict.theirs },
  ];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-medium">{nameOf(field)}</legend>
      {sides.map(({ label, source }) => (
        <label key={label} className="flex items-baseline gap-3">
          <input
            type="radio"
            name={name}
            checked={written(texts[field]) === written(source[field])}
            onChange={() => onChange(source[field])}
            className="accent-(--accent)"
          />
          <span className="text-ink-muted text-sm">{label}</span>
          <span className="min-w-0 break-words">{written(source[field])}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface BodyChoiceProps {
  theirs: string;
  text: string;
  onChange: (text: string) => void;
}

function BodyChoice({ theirs, text, onChange }: BodyChoiceProps) {
  const extensions = useMemo(
    () =>
      unifiedMergeView({
        original: theirs,
        gutter: false,
        collapseUnchanged: { margin: 2, minSize: 6 },
        mergeControls: chunkButton,
      }),
    [theirs],
  );
  return (
    <div>
      <p className="mb-4 text-ink-muted text-sm">
        Green is mine; red, with a line at its side, is theirs. Decide passage by passage, or write between them; then
        use the text.
      </p>
      <div className="border-rule border-y py-4 [&_.cm-content]:min-h-40! [&_.cm-content]:pb-4!">
        <BodyEditor label="Both versions of the text" text={text} onChange={onChange} extensions={extensions} />
      </div>
    </div>
  );
}

/** CodeMirror draws these outside React; `accept` leaves my text as it is, `reject` puts theirs in its place. */
function chunkButton(type: "reject" | "accept", action: (event: MouseEvent) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = type === "accept" ? "Mine here" : "Theirs here";
  // A press, not a click: the editor would take the press for a place to put the cursor.
  button.onmousedown = action;
  button.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ")
      button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  };
  return button;
}
