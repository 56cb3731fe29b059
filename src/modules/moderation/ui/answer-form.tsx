"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ChoiceGroup } from "@/components/choice-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";
import type { CaseItem } from "../schema";

const verdicts = {
  uphold: { name: "It stays as it is", hint: "The member reads your answer" },
  lift: { name: "Take it back", hint: "All that it changed is as it was before" },
};

/** The answer to a member's reply. */
export function AnswerForm({ item, onDone }: { item: CaseItem; onDone: () => void }) {
  const [verdict, setVerdict] = useState<keyof typeof verdicts | null>(null);
  const [answer, setAnswer] = useState("");
  const [missing, setMissing] = useState<"verdict" | "answer" | null>(null);
  const send = trpc.moderation.answer.useMutation({
    onSuccess() {
      toast.success("Answered");
      onDone();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!verdict) return setMissing("verdict");
    if (!answer.trim()) return setMissing("answer");
    send.mutate({ id: item.id, verdict, answer });
  };

  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-5">
      <ChoiceGroup
        legend="What to answer"
        columns={1}
        choices={verdicts}
        value={verdict}
        onChange={(chosen) => {
          setVerdict(chosen);
          setMissing(null);
        }}
        error={missing === "verdict" ? "Choose what to do" : undefined}
      />
      <Field label="Answer" required error={missing === "answer" ? "Write an answer" : undefined}>
        {(control) => <TextArea {...control} value={answer} onChange={({ target }) => setAnswer(target.value)} />}
      </Field>
      {send.error && (
        <Notice role="alert" tone="danger">
          {send.error.data ? send.error.message : "It was not sent. Check the connection, and try again."}
        </Notice>
      )}
      <Button type="submit" variant="primary" loading={send.isPending}>
        Answer
      </Button>
    </form>
  );
}
