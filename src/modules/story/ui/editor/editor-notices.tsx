"use client";

import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { Manuscript, Snapshot, Trouble } from "../manuscript/manuscript";
import type { Texts } from "../manuscript/texts";

export interface TextNoticesProps<T extends Texts> {
  manuscript: Manuscript<T>;
  snapshot: Snapshot<T>;
  /** What was restored, in words. */
  what: string;
}

/** Where a text came from, when that was this device. */
export function TextNotices<T extends Texts>({ manuscript, snapshot, what }: TextNoticesProps<T>) {
  const { restored, conflict } = snapshot;
  const discard = async () => {
    const undo = await manuscript.discardRestored();
    toast("Discarded", { description: "It is set aside.", action: { label: "Undo", onClick: () => void undo() } });
  };
  if (!restored || conflict) return null;
  return (
    <Notice
      role="status"
      className="mb-8"
      actions={
        <>
          <Button size="sm" variant="quiet" onClick={() => void discard()}>
            Discard
          </Button>
          <Button size="sm" onClick={() => manuscript.acceptRestored()}>
            Keep
          </Button>
        </>
      }
    >
      Restored unsaved {what} from this device.
    </Notice>
  );
}

export interface EditorNoticesProps {
  trouble: Trouble | null;
  /** Something is held by this page alone. */
  atRisk: boolean;
  removed: boolean;
  /** By moderators. */
  hidden: boolean;
  onSignIn: () => void;
}

/** What the writer should know of where what they write is kept. */
export function EditorNotices({ trouble, atRisk, removed, hidden, onSignIn }: EditorNoticesProps) {
  return (
    <div className="flex flex-col gap-3 not-empty:mb-8">
      {removed && <Notice>This story is in the trash. Restore it to publish it.</Notice>}
      {hidden && (
        <Notice tone="warn" title="Moderators have hidden this story">
          You can write on, but not publish it. Why, and how to reply, they say among your{" "}
          <Link href="/notifications?type=moderation.notice" className="link">
            notifications
          </Link>
          .
        </Notice>
      )}
      {trouble && trouble.kind !== "refused" && (
        <Notice
          tone="warn"
          role="status"
          title={trouble.kind === "signed-out" ? "You are signed out" : `You are signed in as ${trouble.name}`}
          actions={
            <Button size="sm" onClick={onSignIn}>
              Sign in again
            </Button>
          }
        >
          {trouble.kind === "signed-out"
            ? "Go on writing: the text is kept on this device, and saved when you are back."
            : "This text belongs to another account, so it is not sent. It is kept on this device."}
        </Notice>
      )}
      {atRisk && (
        <Notice tone="danger" role="alert" title="This device cannot keep a copy">
          Its storage is full or barred. Keep this page open until the text is saved to the server.
        </Notice>
      )}
    </div>
  );
}
