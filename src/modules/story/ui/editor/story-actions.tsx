"use client";

import { clsx } from "clsx";
import { ChevronDown, MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/icon-button";
import { LocalTime } from "@/components/local-time";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import type { ManuscriptView } from "../../schema";
import { ScheduledFor } from "../scheduled-for";
import { visibilityNames } from "./names";

export interface StoryActionsProps {
  story: ManuscriptView;
  ready: boolean;
  onPublish: () => void;
  onUnpublish: () => Promise<void>;
  onUnschedule: () => void;
  onRemove: () => void;
  onRestore: () => void;
}

/** Publish, and for a published story what it has become. */
export function StoryActions(props: StoryActionsProps) {
  const { story, ready, onPublish, onUnpublish, onRemove, onRestore } = props;
  const [confirming, setConfirming] = useState(false);
  if (story.removedAt) {
    return (
      <Button size="sm" variant="primary" onClick={onRestore}>
        Restore
      </Button>
    );
  }
  if (story.status === "scheduled") return <Scheduled {...props} />;
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

/** A story that waits for its time. */
function Scheduled({ story, ready, onPublish, onUnschedule, onRemove }: StoryActionsProps) {
  return (
    <Menu
      trigger={
        <Button size="sm" className={clsx(story.overdue !== null && "border-danger text-danger")}>
          {story.overdue === null ? "Scheduled" : "Overdue"}
          <span className="hidden lg:inline">
            {" "}
            · {story.scheduledFor && <LocalTime dateTime={story.scheduledFor} />}
          </span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <p className="max-w-64 px-2.5 py-2 text-sm">
        <ScheduledFor story={story} />
      </p>
      <MenuSeparator />
      <EarlierTexts id={story.id} />
      <MenuItem disabled={!ready} onSelect={onPublish}>
        Publish now or change the time…
      </MenuItem>
      <MenuItem onSelect={onUnschedule}>Do not publish it by itself</MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={onRemove}>
        Move to trash
      </MenuItem>
    </Menu>
  );
}

const EarlierTexts = ({ id }: { id: string }) => (
  <MenuItem asChild>
    <Link href={`/studio/${id}/revisions`}>Earlier texts</Link>
  </MenuItem>
);
