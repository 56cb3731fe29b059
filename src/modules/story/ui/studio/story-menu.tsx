"use client";

import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import { ExportDialog } from "@/modules/transfer/ui/export-dialog";
import type { StudioItem } from "../../schema";
import { useStoryActions } from "./use-story-actions";

export function StoryMenu({ story }: { story: StudioItem }) {
  const { remove, restore, unpublish, unschedule } = useStoryActions(story);
  const [confirming, setConfirming] = useState(false);
  const [exporting, setExporting] = useState(false);
  const published = story.status === "published";
  const scheduled = story.status === "scheduled";
  return (
    <>
      <Menu
        trigger={
          <IconButton size="sm" label={`More for ${story.title}`}>
            <MoreHorizontal aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem asChild>
          <Link href={`/studio/${story.id}`}>Open</Link>
        </MenuItem>
        {story.removedAt ? (
          <MenuItem onSelect={restore}>Restore</MenuItem>
        ) : (
          <>
            {published ? (
              <>
                <MenuItem asChild>
                  <Link href={`/stories/${story.slug}`}>View</Link>
                </MenuItem>
                <MenuItem onSelect={() => setConfirming(true)}>Unpublish…</MenuItem>
              </>
            ) : (
              <MenuItem asChild>
                <Link href={`/studio/${story.id}?publish=1`}>
                  {scheduled ? "Publish now or change the time…" : "Publish…"}
                </Link>
              </MenuItem>
            )}
            {scheduled && <MenuItem onSelect={unschedule}>Do not publish it by itself</MenuItem>}
            <MenuItem onSelect={() => setExporting(true)}>Download…</MenuItem>
            <MenuSeparator />
            <MenuItem danger onSelect={remove}>
              Move to trash
            </MenuItem>
          </>
        )}
      </Menu>
      <ExportDialog story={story} open={exporting} onOpenChange={setExporting} />
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Unpublish “${story.title}”?`}
        description="It becomes a draft again and leaves the feed. Its text and its address stay."
        confirmLabel="Unpublish"
        onConfirm={unpublish}
      />
    </>
  );
}
