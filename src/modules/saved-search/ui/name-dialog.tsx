"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { type AppClientError, reasonOf } from "@/trpc/react";
import { searchName } from "../schema";

interface NameDialogProps {
  title: string;
  description: string;
  initial: string;
  submitLabel: string;
  trigger?: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The dialog waits for it, closes when it succeeds, and says why it failed. */
  onName: (name: string) => Promise<unknown>;
}

/** Asks for the name of a search. Needs a new `key` for another one. */
export function NameDialog({ title, description, initial, submitLabel, onName, ...root }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState("");
  const [pending, setPending] = useState(false);
  const form = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = searchName.safeParse(name);
    if (!read.success) return setError(read.error.issues[0]?.message ?? "This name does not fit");
    setPending(true);
    try {
      await onName(read.data);
      root.onOpenChange(false);
    } catch (failure) {
      setError(failureText(failure));
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog
      {...root}
      size="sm"
      title={title}
      description={description}
      footer={
        <Button type="submit" form={form} variant="primary" loading={pending}>
          {submitLabel}
        </Button>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} noValidate>
        <Field label="Name" error={error}>
          {(control) => (
            <TextInput
              {...control}
              value={name}
              autoComplete="off"
              onChange={(event) => {
                setName(event.target.value);
                setError("");
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function failureText(failure: unknown): string {
  const reason = reasonOf(failure);
  if (reason === "unauthenticated") return "You have been signed out. Sign in and try again.";
  return reason ? (failure as AppClientError).message : "That did not reach the server. Try again in a moment.";
}
