"use client";

import { FileUp, LibraryBig, Lightbulb, PenLine } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { NavTabs } from "@/components/nav-tabs";
import { SelectionBar } from "@/modules/batch/ui/selection-bar";
import { useSelection } from "@/modules/batch/ui/use-selection";
import { Invitations } from "@/modules/collaboration/ui/invitations";
import { trpc } from "@/trpc/react";
import type { MineInput, MinePage } from "../../schema";
import { useBackupIntervalMs, useCommunityEvents } from "../use-community-events";
import { NewStoryDialog } from "./new-story-dialog";
import { NothingHere } from "./nothing-here";
import { StoryRow } from "./story-row";
import { useUnsaved } from "./use-unsaved";

export type StudioFilter = MineInput["status"];

const tabs: readonly { filter: StudioFilter; label: string; href: string }[] = [
  { filter: "all", label: "All", href: "/studio" },
  { filter: "draft", label: "Drafts", href: "/studio?status=draft" },
  { filter: "scheduled", label: "Scheduled", href: "/studio?status=scheduled" },
  { filter: "published", label: "Published", href: "/studio?status=published" },
  { filter: "trash", label: "Trash", href: "/studio?status=trash" },
];

export interface StudioProps {
  memberId: string;
  filter: StudioFilter;
  first: MinePage;
  /** What waits to be gone on with, above the list. */
  unfinished?: ReactNode;
}

export function Studio({ memberId, filter, first, unfinished }: StudioProps) {
  // An input that changes would open the stream anew.
  const [from] = useState(first.live);
  const [creating, setCreating] = useState(false);
  const asked = useSearchParams().has("new");
  const list = trpc.story.mine.useInfiniteQuery(
    { status: filter },
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      initialData: { pages: [first], pageParams: [null] },
      // A page that the router kept may be old.
      refetchOnMount: "always",
      refetchOnWindowFocus: "always",
      refetchInterval: useBackupIntervalMs(),
    },
  );
  // What is published, scheduled or taken back in another tab, or by the clock, shows here at once.
  useCommunityEvents({ from: first.live, authorId: memberId, autoRevalidate: true });
  const { story: cache } = trpc.useUtils();
  trpc.story.onMine.useSubscription({ lastEventId: from }, { onData: () => void cache.mine.invalidate() });
  const unsaved = useUnsaved(memberId, list.dataUpdatedAt);

  const items = list.data.pages.flatMap((page) => page.items);
  const selection = useSelection(items.filter(({ author }) => author.id === memberId).map(({ id }) => id));
  const counts = list.data.pages.at(-1)?.counts ?? first.counts;
  useShortcuts([
    { keys: "c", description: "New story", run: () => setCreating(true) },
    {
      keys: "x",
      description: "Select the story in focus, or not",
      run() {
        const id = document.activeElement?.closest("[data-story]")?.getAttribute("data-story");
        if (id) selection.choose(id, !selection.ids.has(id));
      },
    },
  ]);
  const openDialog = (open: boolean) => {
    setCreating(open);
    // A reload must not open it again.
    if (!open && asked) window.history.replaceState(null, "", tabs.find((tab) => tab.filter === filter)?.href);
  };

  return (
    <div className="mx-auto max-w-[56rem] px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-4">
        <h1 className="me-auto font-semibold font-serif text-display">Studio</h1>
        {/* On a phone a line of their own, below the one that is wanted most. */}
        <div className="-ms-3 flex gap-1 max-sm:order-1 max-sm:w-full max-[22rem]:[&_svg]:hidden sm:ms-0">
          <Button asChild variant="quiet" className="px-3!">
            <Link href="/studio/series">
              <LibraryBig aria-hidden="true" />
              Series
            </Link>
          </Button>
          <Button asChild variant="quiet" className="px-3!">
            <Link href="/studio/import">
              <FileUp aria-hidden="true" />
              Import
            </Link>
          </Button>
          <Button asChild variant="quiet" className="px-3!">
            <Link href="/studio/new/wizard">
              <Lightbulb aria-hidden="true" />
              From an idea
            </Link>
          </Button>
        </div>
        <Button variant="primary" onClick={() => setCreating(true)}>
          <PenLine aria-hidden="true" />
          New story
        </Button>
      </div>
      {unfinished}
      <Invitations />
      <NavTabs
        label="Stories by state"
        className="mt-6"
        items={tabs.map((tab) => ({ ...tab, current: tab.filter === filter, count: counts[tab.filter] }))}
      />
      {list.isRefetchError && items.length > 0 && (
        <ErrorState
          className="mt-6"
          title="The list may be out of date"
          actions={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      )}
      {items.length === 0 ? (
        <NothingHere filter={filter} onNew={() => setCreating(true)} />
      ) : (
        <ul>
          {items.map((story) => (
            <StoryRow
              key={story.id}
              story={story}
              own={story.author.id === memberId}
              unsaved={unsaved.has(story.id)}
              selection={selection}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="mt-8 text-center">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      <SelectionBar selection={selection} filter={filter} total={counts[filter]} />
      <NewStoryDialog open={creating || asked} onOpenChange={openDialog} />
    </div>
  );
}
