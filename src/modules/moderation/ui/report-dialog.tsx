"use client";

import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ChoiceGroup } from "@/components/choice-group";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";
import type { ReportedKind, ReportReason } from "../schema";
import { kindWords, reasonWords } from "./words";

export interface ReportDialogProps {
  kind: ReportedKind;
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const longestNote = 2_000;

/** Tells moderators of something. What was chosen and written stays when it could not be sent. */
export function ReportDialog({ kind, id, open, onOpenChange }: ReportDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const report = trpc.moderation.report.useMutation({
    onSuccess({ already }) {
      onOpenChange(false);
      setReason(null);
      setNote("");
      toast.success(already ? "You have reported this before" : "Thank you", {
        description: already ? "Moderators will look at it." : "Moderators will look at it, and you will hear of it.",
      });
    },
  });

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!reason) return setError("Choose what is wrong");
    report.mutate({ kind, id, reason, note });
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Report this ${kindWords[kind]}`}
      description="Moderators alone see who reported it."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={report.isPending}>
            Send report
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} noValidate className="flex flex-col gap-5">
        {report.error && (
          <Notice tone="danger" role="alert">
            {report.error.data ? report.error.message : "It was not sent. Check the connection, and try again."}
          </Notice>
        )}
        <ChoiceGroup
          legend="What is wrong with it?"
          choices={reasonWords}
          value={reason}
          onChange={(chosen) => {
            setReason(chosen);
            setError(undefined);
          }}
          error={error}
        />
        <Field label="What should moderators know?" hint="Optional" counter={{ value: note.length, max: longestNote }}>
          {(control) => <TextArea {...control} value={note} onChange={({ target }) => setNote(target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}
