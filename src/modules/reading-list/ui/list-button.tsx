"use client";

import { ListPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Popover } from "@/components/popover";
import { Skeleton } from "@/components/skeleton";
import { TextInput } from "@/components/text-input";
import { trpc } from "@/trpc/react";

/** Puts a story on one's lists, and takes it off. */
export function ListButton({ storyId }: { storyId: string }) {
  return (
    <Popover
      label="Your lists"
      align="start"
      className="w-72"
      trigger={
        <Button size="sm" variant="quiet">
          <ListPlus aria-hidden="true" />
          Lists
        </Button>
      }
    >
      <Lists storyId={storyId} />
    </Popover>
  );
}

function Lists({ storyId }: { storyId: string }) {
  const { data, isError, refetch } = trpc.readingList.choices.useQuery({ storyId });
  const utils = trpc.useUtils();
  const [title, setTitle] = useState("");
  const show = (id: string, has: boolean) =>
    utils.readingList.choices.setData({ storyId }, (lists) =>
      lists?.map((list) => (list.id === id ? { ...list, has } : list)),
    );
  const options = {
    onError: () => {
      void refetch();
      toast.error("The list was not changed", { description: "Try again in a moment." });
    },
  };
  const add = trpc.readingList.add.useMutation(options);
  const take = trpc.readingList.take.useMutation(options);
  const create = trpc.readingList.create.useMutation({
    ...options,
    onSuccess: () => {
      setTitle("");
      void refetch();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim()) create.mutate({ title, storyId });
  };

  if (isError) {
    return (
      <p role="alert" className="text-sm">
        Your lists did not load.{" "}
        <button type="button" className="link" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  if (!data) return <Skeleton className="h-16" />;
  return (
    <>
      {data.length > 0 && (
        <ul className="mb-3 max-h-60 overflow-y-auto">
          {data.map(({ id, title, has }) => (
            <li key={id}>
              <label className="flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  checked={has}
                  onChange={() => {
                    show(id, !has);
                    (has ? take : add).mutate({ id, storyId });
                  }}
                  className="size-4 shrink-0 accent-(--ink)"
                />
                <span className="min-w-0 truncate">{title}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="flex gap-2">
        <TextInput
          aria-label="A new list"
          placeholder="A new list"
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          className="h-9!"
        />
        <Button type="submit" size="sm" className="h-9!" loading={create.isPending} disabled={!title.trim()}>
          Add
        </Button>
      </form>
    </>
  );
}
