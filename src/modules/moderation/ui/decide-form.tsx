"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ChoiceGroup, type Choices } from "@/components/choice-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { Tick } from "@/components/tick";
import { trpc } from "@/trpc/react";
import type { CaseItem, Decision } from "../schema";
import { kindWords } from "./words";

const day = 86_400_000;
const ends = [
  { days: 1, name: "For a day" },
  { days: 7, name: "For a week" },
  { days: 30, name: "For 30 days" },
  { days: null, name: "For good" },
];

/** What to do about what is reported. Only what has an effect is asked for. */
export function DecideForm({ item, onDone }: { item: CaseItem; onDone: () => void }) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState("");
  const [hide, setHide] = useState(false);
  const [hideStories, setHideStories] = useState(false);
  const [end, setEnd] = useState<number | null>(7);
  const [missing, setMissing] = useState<"decision" | "reason" | null>(null);
  const decide = trpc.admin.moderate.useMutation({
    onSuccess() {
      toast.success("Decided", { description: "It took effect, and whoever it concerns was told." });
      onDone();
    },
  });
  const of = kindWords[item.kind];
  const choices: Choices<Decision> = {
    dismiss: { name: "It may stay", hint: "Nothing is done; those who reported it are told" },
    ...(item.kind !== "member" && { hide: { name: `Hide the ${of}`, hint: "Nobody sees it until it is shown again" } }),
    warn: { name: "Warn the member", hint: "They read your reason, and can reply" },
    ban: { name: "Suspend the member", hint: "They are signed out everywhere at once" },
  };
  const told = decision !== null && decision !== "dismiss";
  const harder = decision === "warn" || decision === "ban";

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!decision) return setMissing("decision");
    if (told && !reason.trim()) return setMissing("reason");
    const until = decision === "ban" && end !== null ? new Date(Date.now() + end * day).toISOString() : null;
    decide.mutate({
      id: item.id,
      decision,
      reason,
      hide: harder && hide,
      hideStories: decision === "ban" && hideStories,
      until,
    });
  };

  return (
    <form onSubmit={send} noValidate className="mt-4 flex flex-col gap-5">
      <ChoiceGroup
        legend="What to do"
        columns={1}
        choices={choices}
        value={decision}
        onChange={(chosen) => {
          setDecision(chosen);
          setMissing(null);
        }}
        error={missing === "decision" ? "Choose what to do" : undefined}
      />
      {decision === "ban" && (
        <Field label="For how long">
          {(control) => (
            <Select {...control} value={end ?? ""} onChange={({ target }) => setEnd(Number(target.value) || null)}>
              {ends.map(({ days, name }) => (
                <option key={name} value={days ?? ""}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {harder && item.kind !== "member" && (
        <Tick checked={hide} onChange={setHide}>
          Hide the {of} as well
        </Tick>
      )}
      {decision === "ban" && (
        <Tick checked={hideStories} onChange={setHideStories}>
          Hide all their published stories until it ends
        </Tick>
      )}
      {decision && (
        <Field
          label={told ? "Reason" : "Note"}
          hint={told ? "The member reads this" : "Optional, for the audit log"}
          required={told}
          error={missing === "reason" ? "Say why: the member reads it" : undefined}
        >
          {(control) => (
            <TextArea
              {...control}
              value={reason}
              onChange={({ target }) => {
                setReason(target.value);
                setMissing(null);
              }}
            />
          )}
        </Field>
      )}
      {decide.error && (
        <Notice role="alert" tone="danger">
          {decide.error.data ? decide.error.message : "It was not sent. Check the connection, and try again."}
        </Notice>
      )}
      <Button type="submit" variant={decision === "ban" ? "danger" : "primary"} loading={decide.isPending}>
        {decision ? choices[decision]?.name : "Decide"}
      </Button>
    </form>
  );
}
