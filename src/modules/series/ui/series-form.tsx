"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";
import { createSeriesInput, type SeriesView } from "../schema";

interface SeriesFormProps {
  /** Null for a new one. */
  series: Pick<SeriesView, "id" | "title" | "blurb"> | null;
  onSaved: (series: SeriesView) => void;
}

export function SeriesForm({ series, onSaved }: SeriesFormProps) {
  const [title, setTitle] = useState(series?.title ?? "");
  const [blurb, setBlurb] = useState(series?.blurb ?? "");
  const [error, setError] = useState("");
  const create = trpc.series.create.useMutation({ onSuccess: onSaved });
  const update = trpc.series.update.useMutation({ onSuccess: onSaved });
  const failed = create.error ?? update.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = createSeriesInput.safeParse({ title, blurb });
    if (!input.success) return setError(input.error.issues[0]?.message ?? "This title does not fit");
    if (series) update.mutate({ id: series.id, ...input.data });
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
      <Field label="What it is about" hint="May stay empty.">
        {(control) => <TextArea {...control} value={blurb} onChange={(event) => setBlurb(event.target.value)} />}
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" loading={create.isPending || update.isPending}>
          {series ? "Save" : "Create the series"}
        </Button>
        <span role="status" className="text-ink-muted text-sm">
          {update.isSuccess && "Saved"}
        </span>
      </div>
    </form>
  );
}
