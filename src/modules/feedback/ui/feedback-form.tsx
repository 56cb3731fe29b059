"use client";

import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { Button } from "@/components/button";
import { ChoiceGroup } from "@/components/choice-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";
import { feedbackLength, sendFeedbackInput } from "../schema";
import { FeedbackThanks } from "./feedback-thanks";
import { PageChoice } from "./page-choice";
import { useDraft } from "./use-draft";
import { kindWords } from "./words";

interface FeedbackFormProps {
  /** Who writes; null for a guest. */
  member: { id: string; handle: string } | null;
  /** The page that the form was opened from. */
  from: string | null;
  /** What the browser calls itself, in words. */
  device: string;
}

/** Tells the operators something. What is written survives a reload until it has arrived. */
export function FeedbackForm({ member, from, device }: FeedbackFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { draft, pages, isKept, change, drop } = useDraft(member?.id ?? null, from);
  const [wrong, setWrong] = useState<Partial<Record<string, string[]>>>({});
  /** Set once it has arrived: where a guest wants to be answered, empty for nowhere. */
  const [answerTo, setAnswerTo] = useState<string | null>(null);
  /** What is to have the focus as soon as it is there. */
  const [wanted, setWanted] = useState<{ selector: string } | null>(null);
  const send = trpc.feedback.send.useMutation({
    onSuccess({ id }) {
      drop(id);
      setAnswerTo(member ? "" : draft.email.trim());
    },
  });

  useEffect(() => {
    if (wanted) form.current?.querySelector<HTMLElement>(wanted.selector)?.focus();
  }, [wanted]);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (send.isPending) return;
    const input = sendFeedbackInput.safeParse({ ...draft, email: draft.email.trim() || null });
    setWrong(input.error ? z.flattenError(input.error).fieldErrors : {});
    if (input.data) send.mutate(input.data);
    else setWanted({ selector: "[aria-invalid]" });
  };

  /** Nothing changes while it is under way: what arrives is what is seen. */
  const edit = (field: "kind" | "text" | "page" | "email", value: string | null) => {
    if (send.isPending) return;
    change({ [field]: value });
    if (wrong[field]) setWrong(({ [field]: _, ...others }) => others);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    submit(event);
  };

  const again = () => {
    setAnswerTo(null);
    setWanted({ selector: "[type=radio]" });
  };

  if (answerTo !== null) return <FeedbackThanks email={answerTo} from={from} onAgain={again} />;
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-6">
      <ChoiceGroup
        legend="What is it?"
        columns={3}
        choices={kindWords}
        value={draft.kind}
        onChange={(kind) => edit("kind", kind)}
        error={wrong.kind?.[0]}
      />
      <Field
        label="What should we know?"
        hint="What you did, what happened, and what you had hoped for. Ctrl or ⌘ with Enter sends."
        counter={{ value: draft.text.trim().length, max: feedbackLength.longest }}
        error={wrong.text?.[0]}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={7}
            value={draft.text}
            readOnly={send.isPending}
            onChange={({ target }) => edit("text", target.value)}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <PageChoice pages={pages} page={draft.page} onChange={(page) => edit("page", page)} />
      {!member && (
        <Field label="Your e-mail address" hint="Optional, if you would like an answer." error={wrong.email?.[0]}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="email"
              value={draft.email}
              readOnly={send.isPending}
              onChange={({ target }) => edit("email", target.value)}
            />
          )}
        </Field>
      )}
      {send.error && !send.isPending && (
        <Notice role="alert" tone="danger" title="It was not sent">
          {send.error.data ? send.error.message : "It did not reach us. Check the connection, and try again."}
          {isKept && ` What you wrote is kept ${member ? "in this browser" : "as long as this tab is open"}.`}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4 border-rule border-t pt-6">
        <Button type="submit" variant="primary" loading={send.isPending}>
          Send feedback
        </Button>
        <p className="min-w-0 flex-1 basis-64 text-pretty text-ink-muted text-sm">
          Sent along: {member ? `your name (@${member.handle}), ` : ""}what your browser calls itself ({device}), and
          the version of Inkwire. Moderators and administrators read it, and nobody else.
        </p>
      </div>
    </form>
  );
}
