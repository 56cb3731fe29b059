"use client";

import { toast } from "sonner";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { ManuscriptView } from "../../schema";
import type { Manuscript, Snapshot } from "../manuscript/manuscript";

export interface EditorNoticesProps {
  manuscript: Manuscript;
  snapshot: Snapshot;
  story: ManuscriptView;
  onSignIn: () => void;
}

/** What the writer should know of where the text came from and where it is. */
export function EditorNotices({ manuscript, snapshot, story, onSignIn }: EditorNoticesProps) {
  const { trouble, restored, atRisk, conflict } = snapshot;
  const discard = async () => {
    const undo = await manuscript.discardRestored();
    toast("Discarded", { description: "It is set aside.", action: { label: "Undo", onClick: () => void undo() } });
  };
  return (
    <div className="flex flex-col gap-3 not-empty:mb-8">
      {story.removedAt && <Notice>This story is in the trash. Restore it to publish it.</Notice>}
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
      {restored && !conflict && (
        <Notice
          role="status"
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
          Restored unsaved text from this device.
        </Notice>
      )}
    </div>
  );
}
