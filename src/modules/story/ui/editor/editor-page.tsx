"use client";

import type { EditorView } from "@codemirror/view";
import { clsx } from "clsx";
import { useState } from "react";
import { toast } from "sonner";
import { Skeleton } from "@/components/skeleton";
import { VisuallyHidden } from "@/components/visually-hidden";
import { SignInAgain } from "@/modules/member/ui/sign-in-again";
import type { ManuscriptView } from "../../schema";
import type { Texts } from "../manuscript/texts";
import { BodyEditor } from "./body-editor";
import { ConflictView } from "./conflict-view";
import { DetailsPanel } from "./details-panel";
import { EditorBar } from "./editor-bar";
import { EditorNotices } from "./editor-notices";
import { useEditorKeys } from "./keys";
import { Preview } from "./preview";
import { PublishDialog } from "./publish-dialog";
import { SetAsideMenu } from "./set-aside-menu";
import { StoryActions } from "./story-actions";
import { TextCounts } from "./text-counts";
import { TitleInput } from "./title-input";
import { Toolbar } from "./toolbar";
import { useCounts } from "./use-counts";
import { useManuscript } from "./use-manuscript";
import { usePublication } from "./use-publication";

export interface EditorPageProps {
  initial: ManuscriptView;
  member: { id: string; email: string };
  /** Starts with the dialog that publishes. */
  publishing?: boolean;
}

export function EditorPage({ initial, member, publishing: asked = false }: EditorPageProps) {
  const [story, setStory] = useState(initial);
  const { manuscript, snapshot } = useManuscript(initial, member.id, setStory);
  const publication = usePublication(manuscript, setStory);
  const [view, setView] = useState<EditorView | null>(null);
  const [preview, setPreview] = useState(false);
  const [focused, setFocused] = useState(false);
  const [publishing, setPublishing] = useState(asked);
  /** The trouble for which the sign-in dialog was closed; another one opens it again. */
  const [dismissed, setDismissed] = useState<unknown>(null);

  const texts = snapshot?.texts ?? initial;
  const counts = useCounts(texts.body, initial.words);
  const edit = (changes: Partial<Texts>) => manuscript?.edit(changes);
  const trouble = snapshot?.trouble ?? null;
  const needsSignIn = trouble?.kind === "signed-out" || trouble?.kind === "other-member";

  useEditorKeys({
    save: () => void manuscript?.saveNow(),
    publish: () => !story.removedAt && setPublishing(true),
    preview: () => setPreview(!preview),
    focus: () => setFocused(!focused),
  });

  const failed = (error: unknown) => {
    toast.error("That did not work", { description: error instanceof Error ? error.message : undefined });
  };

  return (
    <div className={clsx("mx-auto max-w-page px-4 sm:px-6", focused && "[--header-height:0px]")}>
      <h1 className="sr-only">{texts.title.trim() || "Untitled"}</h1>
      {/* What surrounds this page is not ours to render, only to hide for a while. */}
      {focused && <style>{"body > header, body > footer { display: none }"}</style>}
      <EditorBar
        snapshot={snapshot}
        preview={preview}
        onPreview={setPreview}
        focused={focused}
        onFocused={setFocused}
        toolbar={<Toolbar view={view} disabled={preview} />}
        actions={
          <StoryActions
            story={story}
            ready={snapshot !== null}
            onPublish={() => setPublishing(true)}
            onUnpublish={() => publication.unpublish(story)}
            onRemove={() => void publication.remove(story).catch(failed)}
            onRestore={() => void publication.restore(story).catch(failed)}
          />
        }
      />
      <div className={clsx("grid gap-12 pt-8 pb-16", !focused && "lg:grid-cols-[minmax(0,1fr)_19rem]")}>
        <div className="mx-auto w-full min-w-0 max-w-[42rem]">
          {manuscript && snapshot && (
            <EditorNotices
              manuscript={manuscript}
              snapshot={snapshot}
              story={story}
              onSignIn={() => setDismissed(null)}
            />
          )}
          {snapshot === null || manuscript === null ? (
            <Opening />
          ) : snapshot.conflict ? (
            <ConflictView manuscript={manuscript} conflict={snapshot.conflict} texts={texts} />
          ) : preview ? (
            <Preview title={texts.title} body={texts.body} />
          ) : (
            <>
              <TitleInput value={texts.title} onChange={(title) => edit({ title })} onEnter={() => view?.focus()} />
              <div className="mt-4 mb-8 flex min-h-8 flex-wrap items-center justify-between gap-x-4">
                <TextCounts counts={counts} />
                <SetAsideMenu manuscript={manuscript} items={snapshot.asides} />
              </div>
              <BodyEditor label="Text" text={texts.body} onChange={(body) => edit({ body })} onView={setView} />
            </>
          )}
        </div>
        {!focused && (
          <aside aria-labelledby="details-heading" className="lg:pt-2">
            <h2 id="details-heading" className="label-caps mb-5 text-ink-muted">
              For readers
            </h2>
            {snapshot && !snapshot.conflict && <DetailsPanel texts={texts} onChange={edit} />}
          </aside>
        )}
      </div>
      <PublishDialog
        open={publishing && snapshot !== null}
        onOpenChange={setPublishing}
        story={story}
        texts={texts}
        counts={counts}
        onPublish={(visibility) => publication.publish(story, visibility)}
      />
      <SignInAgain
        open={needsSignIn && dismissed !== trouble}
        onOpenChange={(open) => setDismissed(open ? null : trouble)}
        memberId={member.id}
        email={member.email}
        onSignedIn={() => manuscript?.signedIn()}
      />
    </div>
  );
}

function Opening() {
  return (
    <div>
      <VisuallyHidden role="status">Opening the story</VisuallyHidden>
      <Skeleton className="h-12 w-3/4" />
      <Skeleton className="mt-6 h-5 w-40" />
      <div className="mt-10 flex flex-col gap-4">
        {["a", "b", "c", "d", "e", "f"].map((line) => (
          <Skeleton key={line} className="h-5 w-full" />
        ))}
      </div>
    </div>
  );
}
