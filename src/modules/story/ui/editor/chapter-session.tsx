"use client";

import type { EditorView } from "@codemirror/view";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { Field } from "@/components/field";
import { Skeleton } from "@/components/skeleton";
import { TextArea } from "@/components/text-area";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { ChapterManuscript } from "@/modules/chapter/schema";
import { trpc } from "@/trpc/react";
import type { ChapterDraft } from "../manuscript/forms";
import type { Manuscript } from "../manuscript/manuscript";
import { BodyEditor } from "./body-editor";
import { ConflictView } from "./conflict-view";
import { TextNotices } from "./editor-notices";
import { Preview } from "./preview";
import { chapterSource } from "./server-side";
import { SetAsideMenu } from "./set-aside-menu";
import { TextCounts } from "./text-counts";
import { useCounts } from "./use-counts";
import { useManuscript } from "./use-manuscript";
import { useTurn } from "./use-turn";

export interface ChapterSessionProps {
  /** Null where the page came without it. */
  initial: ChapterManuscript | null;
  id: string;
  memberId: string;
  /** Shown, or only kept open so that nothing of it waits for being looked at again. */
  active: boolean;
  preview: boolean;
  /** It is somebody else's turn to write in it. */
  away: boolean;
  /** One of several chapters, which may have titles of their own. */
  titled: boolean;
  storyTitle: string;
  onChapter: (chapter: ChapterManuscript) => void;
  onManuscript: (id: string, manuscript: Manuscript<ChapterDraft> | null) => void;
  onView: (id: string, view: EditorView | null) => void;
}

/** A chapter that was opened for writing, with a manuscript of its own until the editor is left. */
export function ChapterSession(props: ChapterSessionProps) {
  const { initial, id, active } = props;
  const { data, isError, isFetching, refetch } = trpc.chapter.manuscript.useQuery(
    { id },
    { enabled: initial === null, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  );
  const [first, setFirst] = useState(initial);
  // What came first stays: a later answer must not look like another text to begin with.
  useEffect(() => {
    if (data) setFirst((known) => known ?? data);
  }, [data]);
  return (
    <div hidden={!active}>
      {first ? (
        <Loaded {...props} chapter={first} />
      ) : isError ? (
        <ErrorState
          title="This chapter did not open"
          text="It may be the connection. What you wrote in the others is kept."
          actions={
            <Button loading={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <Opening />
      )}
    </div>
  );
}

function Loaded({ chapter, ...props }: ChapterSessionProps & { chapter: ChapterManuscript }) {
  const { id, memberId, active, preview, away, titled, storyTitle, onChapter, onManuscript, onView } = props;
  const { client } = trpc.useUtils();
  const source = chapterSource(client, { chapter, memberId }, onChapter);
  const { manuscript, snapshot } = useManuscript(source, memberId);
  const readOnly = useTurn(away, async () => {
    const saved = manuscript && (await source.fetch());
    if (saved) manuscript.arrive(saved);
  });
  const view = useRef<EditorView | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told of another manuscript, not of another listener
  useEffect(() => {
    onManuscript(id, manuscript);
    return () => onManuscript(id, null);
  }, [id, manuscript]);

  const counts = useCounts(snapshot?.texts.body ?? chapter.body, chapter.words);
  if (!manuscript || !snapshot) return <Opening />;
  const { texts, conflict, asides } = snapshot;
  const edit = (changes: Partial<ChapterDraft>) => manuscript.edit(changes);
  if (conflict) {
    return <ConflictView manuscript={manuscript} conflict={conflict} texts={texts} subject="chapter" />;
  }
  if (preview && active) return <Preview title={titled ? texts.title : storyTitle} body={texts.body} />;
  return (
    <>
      <TextNotices manuscript={manuscript} snapshot={snapshot} what="text" />
      {titled && (
        <input
          aria-label="Chapter title"
          placeholder={`Chapter ${chapter.number ?? ""}, without a title`}
          maxLength={255}
          readOnly={readOnly}
          value={texts.title}
          onChange={(event) => edit({ title: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) view.current?.focus();
          }}
          className="mt-3 block w-full rounded-sm bg-transparent font-semibold font-serif text-title outline-offset-8"
        />
      )}
      <div className="mt-4 mb-8 flex min-h-8 flex-wrap items-center justify-between gap-x-4">
        <TextCounts counts={counts} />
        <SetAsideMenu manuscript={manuscript} items={asides} />
      </div>
      <BodyEditor
        label="Text"
        text={texts.body}
        readOnly={readOnly}
        onChange={(body) => edit({ body })}
        onView={(made) => {
          view.current = made;
          onView(id, made);
        }}
      />
      <Notes texts={texts} readOnly={readOnly} onChange={edit} />
    </>
  );
}

interface NotesProps {
  texts: ChapterDraft;
  readOnly: boolean;
  onChange: (changes: Partial<ChapterDraft>) => void;
}

/** What the author says to readers around the text. */
function Notes({ texts, readOnly, onChange }: NotesProps) {
  return (
    <details className="border-rule border-t pt-4 pb-8" open={Boolean(texts.notesBefore || texts.notesAfter)}>
      <summary className="w-fit rounded-sm py-1 text-ink-muted text-sm">Notes to readers</summary>
      <div className="mt-4 flex flex-col gap-5">
        <Field label="Before the text">
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              readOnly={readOnly}
              value={texts.notesBefore}
              onChange={(event) => onChange({ notesBefore: event.target.value })}
            />
          )}
        </Field>
        <Field label="After the text">
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              readOnly={readOnly}
              value={texts.notesAfter}
              onChange={(event) => onChange({ notesAfter: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

function Opening() {
  return (
    <div>
      <VisuallyHidden role="status">Opening the text</VisuallyHidden>
      <Skeleton className="mt-6 h-5 w-40" />
      <div className="mt-10 flex flex-col gap-4">
        {["a", "b", "c", "d", "e", "f"].map((line) => (
          <Skeleton key={line} className="h-5 w-full" />
        ))}
      </div>
    </div>
  );
}
