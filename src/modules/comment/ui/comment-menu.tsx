"use client";

import { Ban, Ellipsis, EyeOff, Flag, Link2, Pencil, Trash2, VolumeX } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem } from "@/components/menu";
import { BlockDialog } from "@/modules/boundary/ui/block-dialog";
import { useBoundaries } from "@/modules/boundary/ui/use-boundaries";
import { ReportDialog } from "@/modules/moderation/ui/report-dialog";
import { trpc } from "@/trpc/react";
import { type CommentView, editingWindowMs } from "../schema";
import { useCommentsPage } from "./comments-context";

/** What can be done with a comment: by its writer, by the story's author, by anybody else. */
export function CommentMenu({ comment, onEdit }: { comment: CommentView; onEdit: () => void }) {
  const { storyHref, memberId, authorId, changed, removed, memberHidden } = useCommentsPage();
  const { id, writer, state, createdAt } = comment;
  const own = writer?.id === memberId;
  const moderates = memberId === authorId;
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<"remove" | "block" | "report" | null>(null);
  const failed = () => void toast.error("That did not work. Try again in a moment.");
  const remove = trpc.comment.remove.useMutation({ onSuccess: () => removed(comment) });
  const hold = trpc.comment.hold.useMutation({ onSuccess: changed, onError: failed });
  const { set } = useBoundaries(writer?.handle ?? "");

  const copyLink = () => {
    // The story's address stays; a chapter's goes by its place.
    const link = `${location.origin}${storyHref}#comment-${id}`;
    navigator.clipboard.writeText(link).then(
      () => toast.success("Link copied"),
      () => toast.error("The link could not be copied"),
    );
  };

  return (
    <>
      <Menu
        open={open}
        onOpenChange={setOpen}
        align="start"
        trigger={
          <IconButton size="sm" label={`More about the comment by ${writer?.name ?? "somebody who has left"}`}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        <MenuItem onSelect={copyLink}>
          <Link2 aria-hidden="true" />
          Copy link
        </MenuItem>
        {own && open && Date.now() < Date.parse(createdAt) + editingWindowMs && (
          <MenuItem onSelect={onEdit}>
            <Pencil aria-hidden="true" />
            Edit
          </MenuItem>
        )}
        {moderates && !own && state === "shown" && (
          <MenuItem onSelect={() => hold.mutate({ id })}>
            <EyeOff aria-hidden="true" />
            Hold back
          </MenuItem>
        )}
        {writer && !own && (
          <>
            <MenuItem onSelect={() => void set("mute").then(() => memberHidden(writer.id), failed)}>
              <VolumeX aria-hidden="true" />
              Mute @{writer.handle}
            </MenuItem>
            <MenuItem onSelect={() => setAsking("report")}>
              <Flag aria-hidden="true" />
              Report
            </MenuItem>
            <MenuItem danger onSelect={() => setAsking("block")}>
              <Ban aria-hidden="true" />
              Block @{writer.handle}
            </MenuItem>
          </>
        )}
        {(own || moderates) && (
          <MenuItem danger onSelect={() => setAsking("remove")}>
            <Trash2 aria-hidden="true" />
            Remove
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={(next) => setAsking(next ? "remove" : null)}
        title="Remove this comment?"
        description="Its text is gone for good. Replies to it stay."
        confirmLabel="Remove comment"
        tone="danger"
        onConfirm={() => remove.mutateAsync({ id })}
      />
      <ReportDialog
        kind="comment"
        id={id}
        open={asking === "report"}
        onOpenChange={(next) => setAsking(next ? "report" : null)}
      />
      {writer && (
        <BlockDialog
          handle={writer.handle}
          name={writer.name}
          open={asking === "block"}
          onOpenChange={(next) => setAsking(next ? "block" : null)}
          onBlocked={() => memberHidden(writer.id)}
        />
      )}
    </>
  );
}
