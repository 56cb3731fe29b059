"use client";

import { ChevronDown, MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import type { ManuscriptView } from "../../schema";
import { visibilityNames } from "./names";

export interface StoryActionsProps {
  story: ManuscriptView;
  ready: boolean;
  onPublish: () => void;
  onUnpublish: () => Promise<void>;
  onRemove: () => void;
  onRestore: () => void;
}

/** Publish, and for a published story what it has become. */
export function StoryActions({ story, ready, onPublish, onUnpublish, onRemove, onRestore }: StoryActionsProps) {
  const [confirming, setConfirming] = useState(false);
  if (story.removedAt) {
    return (
      <Button size="sm" variant="primary" onClick={onRestore}>
        Restore
      </Button>
    );
  }
  const published = story.status === "published";
  return (
    <>
      {published ? (
        <Menu
          trigger={
            <Button size="sm">
              Published<span className="hidden sm:inline"> · {visibilityNames[story.visibility].name}</span>
              <ChevronDown aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem asChild>
            <Link href={`/stories/${story.slug}`}>View</Link>
          </MenuItem>
          <EarlierTexts id={story.id} />
          <MenuItem onSelect={onPublish}>Who can read it…</MenuItem>
          <MenuItem onSelect={() => setConfirming(true)}>Unpublish…</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={onRemove}>
            Move to trash
          </MenuItem>
        </Menu>
      ) : (
        <>
          <Menu
            trigger={
              <IconButton size="sm" label="More">
                <MoreHorizontal aria-hidden="true" />
              </IconButton>
            }
          >
            <EarlierTexts id={story.id} />
            <MenuSeparator />
            <MenuItem danger onSelect={onRemove}>
              Move to trash
            </MenuItem>
          </Menu>
          <Button data-testid="publish-button" size="sm" variant="primary" disabled={!ready} onClick={onPublish}>
            Publish
          </Button>
        </>
      )}
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title="Unpublish this story?"
        description="It becomes a draft again and leaves the feed. Its text and its address stay, so publishing it anew brings it back to where it was."
        confirmLabel="Unpublish"
        onConfirm={onUnpublish}
      />
    </>
  );
}

const EarlierTexts = ({ id }: { id: string }) => (
  <MenuItem asChild>
    <Link href={`/studio/${id}/revisions`}>Earlier texts</Link>
  </MenuItem>
);
