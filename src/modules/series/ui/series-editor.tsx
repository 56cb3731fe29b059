"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { OrderedList } from "@/components/ordered-list";
import { Select } from "@/components/select";
import { useAnswered } from "@/components/use-answered";
import { trpc } from "@/trpc/react";
import type { SeriesView } from "../schema";
import { SeriesForm } from "./series-form";

interface SeriesEditorProps {
  initial: SeriesView;
  /** My stories, to be added. */
  stories: readonly { id: string; title: string }[];
}

/** A series under the hands of its author. An order shows at once, and goes back where the server refuses. */
export function SeriesEditor({ initial, stories }: SeriesEditorProps) {
  const router = useRouter();
  const refused = () => void toast.error("The series was not changed", { description: "Try again in a moment." });
  const { view: series, setView, begin, handlers } = useAnswered(initial, refused);
  const [chosen, setChosen] = useState("");
  // One after the other, so that the last answer is the last order.
  const options = { ...handlers, scope: { id: `series:${initial.id}` } };
  const add = trpc.series.add.useMutation(options);
  const take = trpc.series.take.useMutation(options);
  const move = trpc.series.move.useMutation(options);
  const remove = trpc.series.remove.useMutation();
  const { id } = series;
  const missing = stories.filter(({ id }) => !series.entries.some(({ story }) => story.id === id));

  const onMove = (storyId: string, before: string | null) => {
    const entry = series.entries.find(({ story }) => story.id === storyId);
    if (!entry) return;
    const others = series.entries.filter((other) => other !== entry);
    const at = before ? others.findIndex(({ story }) => story.id === before) : others.length;
    begin({ ...series, entries: others.toSpliced(at, 0, entry) });
    move.mutate({ id, storyId, before });
  };

  return (
    <div className="flex flex-col gap-8">
      <OrderedList
        label="Stories of the series"
        items={series.entries.map(({ story, status }) => ({
          id: story.id,
          label: story.title,
          href: status === "published" ? `/stories/${story.slug}` : `/studio/${story.id}`,
          detail: status !== "published" && (
            <span className="block text-ink-muted text-sm">Readers see it here once it is published</span>
          ),
          actions: (
            <IconButton
              size="sm"
              label={`Take ${story.title} out of the series`}
              onClick={() => {
                begin({ ...series, entries: series.entries.filter((entry) => entry.story.id !== story.id) });
                take.mutate({ id, storyId: story.id });
              }}
            >
              <X aria-hidden="true" />
            </IconButton>
          ),
        }))}
        onMove={onMove}
      />
      {series.entries.length === 0 && (
        <p className="font-serif text-ink-muted italic">Nothing in it yet. Choose the story that it begins with.</p>
      )}
      {missing.length > 0 ? (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (!chosen) return;
            begin();
            add.mutate({ id, storyId: chosen });
            setChosen("");
          }}
        >
          <Field label="Add a story" className="min-w-0 flex-1">
            {(control) => (
              <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
                <option value="">Choose one of yours</option>
                {missing.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button type="submit" disabled={!chosen} loading={add.isPending}>
            Add
          </Button>
        </form>
      ) : (
        series.entries.length === 0 && (
          <p>
            <Link className="link" href="/studio?new=1">
              Begin a story
            </Link>{" "}
            to put into it.
          </p>
        )
      )}
      <details className="border-rule border-t pt-4">
        <summary className="w-max rounded-sm font-medium hover:text-accent">Title and description</summary>
        <SeriesForm series={series} onSaved={setView} />
        <ConfirmDialog
          title="Delete this series?"
          description="Its stories stay as they are. Those who follow it are told of no more."
          confirmLabel="Delete series"
          tone="danger"
          trigger={
            <Button variant="danger" className="mt-6">
              Delete series
            </Button>
          }
          onConfirm={async () => {
            await remove.mutateAsync({ id });
            router.push("/studio/series");
          }}
        />
      </details>
    </div>
  );
}
