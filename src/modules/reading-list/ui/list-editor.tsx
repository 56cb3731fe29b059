"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/icon-button";
import { OrderedList } from "@/components/ordered-list";
import { useAnswered } from "@/components/use-answered";
import { trpc } from "@/trpc/react";
import type { ListView } from "../schema";
import { ListForm } from "./list-form";

/** A list under the hands of who keeps it. An order shows at once, and goes back where the server refuses. */
export function ListEditor({ initial }: { initial: ListView }) {
  const router = useRouter();
  const refused = () => void toast.error("The list was not changed", { description: "Try again in a moment." });
  const { view: list, setView, begin, handlers } = useAnswered(initial, refused);
  // One after the other, so that the last answer is the last order.
  const options = { ...handlers, scope: { id: `list:${initial.id}` } };
  const take = trpc.readingList.take.useMutation(options);
  const move = trpc.readingList.move.useMutation(options);
  const remove = trpc.readingList.remove.useMutation();
  const { id } = list;

  const onMove = (storyId: string, before: string | null) => {
    const story = list.entries.find((entry) => entry.id === storyId);
    if (!story) return;
    const others = list.entries.filter((other) => other !== story);
    const at = before ? others.findIndex((other) => other.id === before) : others.length;
    begin({ ...list, entries: others.toSpliced(at, 0, story) });
    move.mutate({ id, storyId, before });
  };

  return (
    <div className="flex flex-col gap-8">
      <OrderedList
        label="Stories of the list"
        items={list.entries.map((story) => ({
          id: story.id,
          label: story.title,
          href: `/stories/${story.slug}`,
          detail: <span className="block truncate text-ink-muted text-sm">{story.author.name}</span>,
          actions: (
            <IconButton
              size="sm"
              label={`Take ${story.title} off the list`}
              onClick={() => {
                begin({ ...list, entries: list.entries.filter((entry) => entry.id !== story.id) });
                take.mutate({ id, storyId: story.id });
              }}
            >
              <X aria-hidden="true" />
            </IconButton>
          ),
        }))}
        onMove={onMove}
      />
      {list.entries.length === 0 && (
        <p className="font-serif text-ink-muted italic">
          Nothing on it yet. Each story has a button that puts it on a list.
        </p>
      )}
      <details className="border-rule border-t pt-4">
        <summary className="w-max rounded-sm font-medium hover:text-accent">Title, note and who sees it</summary>
        <ListForm list={list} onSaved={setView} />
        <ConfirmDialog
          title="Delete this list?"
          description="The stories stay where they are; only the list goes, for good."
          confirmLabel="Delete list"
          tone="danger"
          trigger={
            <Button variant="danger" className="mt-6">
              Delete list
            </Button>
          }
          onConfirm={async () => {
            await remove.mutateAsync({ id });
            router.push("/lists");
          }}
        />
      </details>
    </div>
  );
}
