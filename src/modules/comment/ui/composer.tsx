"use client";

import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/button";
import { TextArea } from "@/components/text-area";
import { useTyping } from "@/modules/presence/ui/typing-line";
import { longestComment } from "../schema";
import { useCommentsPage } from "./comments-context";
import { keepDraft, readDraft } from "./drafts";

export interface ComposerHandle {
  focus(): void;
  /** Puts a text back, below what is there. */
  put(text: string): void;
}

interface ComposerProps {
  storyId: string;
  /** The chapter it is about; null for the story. */
  chapterId?: string | null;
  /** The comment that is answered; null for the story or the chapter. */
  parentId: string | null;
  label: string;
  placeholder?: string;
  sendLabel: string;
  autoFocus?: boolean;
  onSend: (body: string) => void;
  /** On Escape or Cancel; the draft stays in this browser. */
  onLeave?: () => void;
  ref?: Ref<ComposerHandle>;
}

/** From here on the room that is left is told. */
const tellFrom = longestComment - 1_000;

export function Composer({
  storyId,
  chapterId = null,
  parentId,
  label,
  onSend,
  onLeave,
  ref,
  ...props
}: ComposerProps) {
  const { memberId } = useCommentsPage();
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();

  const about = parentId ?? chapterId;
  useEffect(() => setText((now) => now || readDraft(memberId, storyId, about)), [memberId, storyId, about]);
  useEffect(() => {
    if (props.autoFocus) area.current?.focus();
  }, [props.autoFocus]);

  const typing = useTyping(storyId, parentId);
  const write = (next: string) => {
    setText(next);
    keepDraft(memberId, storyId, about, next);
  };
  useImperativeHandle(ref, () => ({
    focus() {
      area.current?.focus({ preventScroll: true });
      area.current?.scrollIntoView({ block: "center" });
    },
    put(given) {
      write(text.trim() ? `${text.trimEnd()}\n\n${given}` : given);
      area.current?.focus();
    },
  }));

  const left = longestComment - text.trim().length;
  const ready = text.trim() !== "" && left >= 0;
  const send = () => {
    if (!ready) return;
    onSend(text.trim());
    write("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      area.current?.blur();
      onLeave?.();
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        ref={area}
        rows={3}
        value={text}
        aria-label={label}
        aria-describedby={hintId}
        aria-invalid={left < 0 || undefined}
        placeholder={props.placeholder}
        onChange={(event) => {
          write(event.target.value);
          if (event.target.value.trim()) typing();
        }}
        onKeyDown={onKeyDown}
        className="w-full"
      />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p id={hintId} className="text-ink-muted text-sm">
          {text.length > tellFrom ? (
            <span role="status" className={left < 0 ? "text-danger" : undefined}>
              {left < 0 ? `${-left} characters too many` : `${left} characters left`}
            </span>
          ) : (
            "Markdown works. Ctrl or ⌘ with Enter sends."
          )}
        </p>
        <div className="ms-auto flex gap-2">
          {onLeave && (
            <Button variant="quiet" size="sm" onClick={onLeave}>
              Cancel
            </Button>
          )}
          <Button type="submit" variant="primary" size="sm" disabled={!ready}>
            {props.sendLabel}
          </Button>
        </div>
      </div>
    </form>
  );
}
