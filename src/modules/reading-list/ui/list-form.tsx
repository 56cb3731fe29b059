"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";
import { createListInput, type ListView } from "../schema";

interface ListFormProps {
  /** Null for a new one. */
  list: Pick<ListView, "id" | "title" | "note" | "open"> | null;
  onSaved: (list: ListView) => void;
}

export function ListForm({ list, onSaved }: ListFormProps) {
  const [title, setTitle] = useState(list?.title ?? "");
  const [note, setNote] = useState(list?.note ?? "");
  const [open, setOpen] = useState(list?.open ?? false);
  const [error, setError] = useState("");
  const create = trpc.readingList.create.useMutation({ onSuccess: onSaved });
  const update = trpc.readingList.update.useMutation({ onSuccess: onSaved });
  const failed = create.error ?? update.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = createListInput.safeParse({ title, note, open });
    if (!input.success) return setError(input.error.issues[0]?.message ?? "This title does not fit");
    if (list) update.mutate({ id: list.id, title, note, open });
    else create.mutate(input.data);
  };

  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-5">
      {failed && (
        <Notice tone="danger" role="alert" title="It was not saved">
          {failed.message}
        </Notice>
      )}
      <Field label="Title" error={error}>
        {(control) => (
          <TextInput
            {...control}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
              setError("");
            }}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="A note" hint="May stay empty.">
        {(control) => <TextArea {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <label className="flex min-h-9 w-max items-center gap-2.5">
        <input
          type="checkbox"
          checked={open}
          onChange={(event) => setOpen(event.target.checked)}
          className="size-4 accent-(--ink)"
        />
        Others may see it
      </label>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" loading={create.isPending || update.isPending}>
          {list ? "Save" : "Create the list"}
        </Button>
        <span role="status" className="text-ink-muted text-sm">
          {update.isSuccess && "Saved"}
        </span>
      </div>
    </form>
  );
}
