"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";
import { createStoryInput, genre, genreNames, genres } from "../../schema";

export function NewStoryDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="New story"
      description="Only you see it until you publish it. Both can be changed later."
    >
      <NewStoryForm />
    </Dialog>
  );
}

function NewStoryForm() {
  const router = useRouter();
  const { story: cache } = trpc.useUtils();
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<string>(genres[0]);
  const [error, setError] = useState("");
  const create = trpc.story.create.useMutation({
    onSuccess: ({ id }) => {
      void cache.mine.invalidate();
      router.push(`/studio/${id}`);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending || create.isSuccess) return;
    const input = createStoryInput.safeParse({ title, genre: genre.parse(kind) });
    if (!input.success) return setError(input.error.issues[0]?.message ?? "This title does not fit");
    create.mutate(input.data);
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5 pb-2">
      {create.error && (
        <Notice tone="danger" role="alert" title="It could not be created">
          {create.error.message}
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
            autoFocus
          />
        )}
      </Field>
      <Field label="Genre">
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
            {genres.map((name) => (
              <option key={name} value={name}>
                {genreNames[name]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" variant="primary" loading={create.isPending || create.isSuccess}>
        Begin writing
      </Button>
    </form>
  );
}
