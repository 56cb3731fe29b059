"use client";

import type { EditorView } from "@codemirror/view";
import { clsx } from "clsx";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { Select } from "@/components/select";
import { isResync } from "@/live/cursor";
import type { ChapterManuscript, Outline } from "@/modules/chapter/schema";
import { fullChapterName } from "@/modules/chapter/ui/names";
import { Collaborators } from "@/modules/collaboration/ui/collaborators";
import { SignInAgain } from "@/modules/member/ui/sign-in-again";
import { PenNotice } from "@/modules/pen/ui/pen-notice";
import { usePen } from "@/modules/pen/ui/use-pen";
import { StoryPollsPanel } from "@/modules/poll/ui/story-polls-panel";
import { useRoom } from "@/modules/presence/ui/use-room";
import { WritersHere } from "@/modules/presence/ui/writers-here";
import { trpc } from "@/trpc/react";
import { tabId } from "@/trpc/tab";
import type { ManuscriptView } from "../../schema";
import { type ChapterDraft, type Details, savedDetails } from "../manuscript/forms";
import type { Manuscript } from "../manuscript/manuscript";
import { ChapterSession } from "./chapter-session";
import { ConflictView } from "./conflict-view";
import { DetailsPanel } from "./details-panel";
import { EditorBar } from "./editor-bar";
import { EditorNotices, TextNotices } from "./editor-notices";
import { useEditorKeys } from "./keys";
import { OutlinePanel } from "./outline-panel";
import { PublishDialog } from "./publish-dialog";
import { detailsSource } from "./server-side";
import { SetAsideMenu } from "./set-aside-menu";
import { StoryActions } from "./story-actions";
import { TitleInput } from "./title-input";
import { Toolbar } from "./toolbar";
import { useCounts } from "./use-counts";
import { useHealth, useManuscript, useSnapshot } from "./use-manuscript";
import { useOutline } from "./use-outline";
import { usePublication } from "./use-publication";

export interface EditorPageProps {
  initial: ManuscriptView;
  outline: Outline;
  /** The chapter to begin with. */
  chapter: ChapterManuscript;
  member: { id: string; email: string };
  /** Starts with the dialog that publishes. */
  publishing?: boolean;
}

type Open<Value> = Readonly<Record<string, Value>>;

const without = <Value,>(known: Open<Value>, id: string, value: Value | null): Open<Value> => {
  const { [id]: _, ...others } = known;
  return value === null ? others : { ...others, [id]: value };
};

export function EditorPage(props: EditorPageProps) {
  const { initial, chapter: first, member, publishing: asked = false } = props;
  const { client } = trpc.useUtils();
  // Who writes with the author changes chapters; the rest stays the author's.
  const own = initial.author.id === member.id;
  const [story, setStory] = useState(initial);
  const [current, setCurrent] = useState(first.id);
  /** The chapters that were opened since the page was; each stays open, so that what is unsaved in it gets saved. */
  const [opened, setOpened] = useState<readonly { id: string; initial: ChapterManuscript | null }[]>([
    { id: first.id, initial: first },
  ]);
  const [chapters, setChapters] = useState<Open<Manuscript<ChapterDraft>>>({});
  const [views, setViews] = useState<Open<EditorView>>({});
  const [preview, setPreview] = useState(false);
  const [focused, setFocused] = useState(false);
  const [publishing, setPublishing] = useState(asked);
  /** The trouble for which the sign-in dialog was closed; another one opens it again. */
  const [dismissed, setDismissed] = useState<unknown>(null);

  const details = useManuscript<Details>(
    detailsSource(client, { story: initial, memberId: member.id }, setStory),
    member.id,
  );
  const { manuscript, snapshot } = details;
  const open = useMemo(
    () => (manuscript ? [manuscript, ...Object.values(chapters)] : Object.values(chapters)),
    [manuscript, chapters],
  );
  const opening = !manuscript || opened.some(({ id }) => id === current && !chapters[id]);
  const health = useHealth(open);
  const publication = usePublication(manuscript, open, setStory);
  const openChapter = (id: string, initial: ChapterManuscript | null = null) => {
    setOpened((known) => (known.some((one) => one.id === id) ? known : [...known, { id, initial }]));
    setCurrent(id);
    window.history.replaceState(null, "", `?chapter=${id}`);
  };
  const { outline, actions, update, reload } = useOutline(props.outline, {
    onAdded: ({ chapter }) => openChapter(chapter.id, chapter),
    onVersion: (version) => manuscript?.advance(version),
    saveFirst: publication.saveFirst,
  });
  // By the clock, by a batch, or in another tab.
  trpc.story.onMine.useSubscription(
    {},
    {
      enabled: own,
      onData({ data }) {
        if (!isResync(data) && (data.id !== initial.id || data.origin === tabId)) return;
        void publication.refresh(initial.id).then(reload);
      },
    },
  );
  const shown = outline.chapters.some(({ id }) => id === current) ? current : (outline.chapters[0]?.id ?? current);
  if (shown !== current) openFirst(shown);

  function openFirst(id: string) {
    setOpened((known) => (known.some((one) => one.id === id) ? known : [...known, { id, initial: null }]));
    setCurrent(id);
  }

  const texts = snapshot?.texts ?? savedDetails(initial).texts;
  const chapter = useSnapshot(chapters[current] ?? null)?.texts ?? null;
  const item = outline.chapters.find(({ id }) => id === current);
  const counts = useCounts(chapter?.body ?? first.body, item?.words ?? first.words);
  const otherChapters = outline.chapters.filter(({ id, draft }) => id !== current && !draft);
  const words = counts.words + otherChapters.reduce((sum, other) => sum + other.words, 0);
  const written = (chapter?.body.trim() ?? "") !== "" || otherChapters.some((other) => other.words > 0);
  const edit = (changes: Partial<Details>) => manuscript?.edit(changes);
  const trouble = health?.trouble ?? null;
  const needsSignIn = trouble?.kind === "signed-out" || trouble?.kind === "other-member";
  const published = story.status === "published";
  const several = outline.chapters.length > 1;

  const roster = useRoom(`studio:${story.id}`, current);
  const others = roster?.people.filter(({ id }) => id !== member.id) ?? [];
  const pen = usePen({
    ...{ storyId: story.id, chapterId: current, memberId: member.id, roster },
    saveFirst: async () => chapters[current]?.saveNow(),
  });

  useEditorKeys({
    save: () => void Promise.all(open.map((each) => each.saveNow())),
    publish: () => own && !story.removedAt && setPublishing(true),
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
        health={opening ? null : health}
        preview={preview}
        onPreview={setPreview}
        focused={focused}
        onFocused={setFocused}
        toolbar={<Toolbar view={views[current] ?? null} disabled={preview || pen.away} />}
        actions={
          own && (
            <StoryActions
              story={story}
              ready={!opening}
              onPublish={() => setPublishing(true)}
              onUnschedule={() => void publication.unschedule(story).catch(failed)}
              onUnpublish={() => publication.unpublish(story)}
              onRemove={() => void publication.remove(story).catch(failed)}
              onRestore={() => void publication.restore(story).catch(failed)}
            />
          )
        }
      />
      <div className={clsx("grid gap-12 pt-8 pb-16", !focused && "lg:grid-cols-[minmax(0,1fr)_19rem]")}>
        <div className="mx-auto w-full min-w-0 max-w-[42rem]">
          <EditorNotices
            trouble={trouble}
            atRisk={health?.atRisk ?? false}
            removed={story.removedAt !== null}
            hidden={story.hiddenAt !== null}
            onSignIn={() => setDismissed(null)}
          />
          <PenNotice pen={pen} memberId={member.id} editedAt={item?.editedAt ?? first.editedAt} />
          <WritersHere
            others={others}
            chapter={current}
            nameOf={(id) => {
              const found = outline.chapters.find((one) => one.id === id);
              return found && fullChapterName({ number: found.number ?? 0, title: found.title });
            }}
          />
          {manuscript && snapshot?.conflict ? (
            <ConflictView manuscript={manuscript} conflict={snapshot.conflict} texts={snapshot.texts} subject="story" />
          ) : (
            <>
              {manuscript && snapshot && (
                <>
                  <TextNotices manuscript={manuscript} snapshot={snapshot} what="details" />
                  {!own && <p className="font-semibold font-serif text-display">{texts.title}</p>}
                  {own && !preview && (
                    <TitleInput
                      value={texts.title}
                      onChange={(title) => edit({ title })}
                      onEnter={() => views[current]?.focus()}
                    />
                  )}
                  {snapshot.asides.length > 0 && <SetAsideMenu manuscript={manuscript} items={snapshot.asides} />}
                </>
              )}
              {several && (
                <Select
                  aria-label="Chapter"
                  className="mt-4 lg:hidden"
                  value={current}
                  onChange={(event) => openChapter(event.target.value)}
                >
                  {outline.chapters.map(({ id, number, title }) => (
                    <option key={id} value={id}>
                      {fullChapterName({ number: number ?? 0, title })}
                    </option>
                  ))}
                </Select>
              )}
            </>
          )}
          {opened.map(({ id, initial }) => (
            <ChapterSession
              key={id}
              id={id}
              initial={initial}
              memberId={member.id}
              active={id === current && !snapshot?.conflict}
              preview={preview}
              away={id === current && pen.away}
              titled={several}
              storyTitle={texts.title}
              onChapter={update}
              onManuscript={(id, made) => setChapters((known) => without(known, id, made))}
              onView={(id, view) => setViews((known) => without(known, id, view))}
            />
          ))}
        </div>
        {!focused && (
          <aside aria-label="Chapters and details" className="flex flex-col gap-10 lg:pt-2">
            <OutlinePanel
              outline={outline}
              actions={actions}
              current={current}
              currentTitle={chapter?.title ?? item?.title ?? ""}
              published={published}
              others={others}
              onOpen={openChapter}
            />
            <Collaborators storyId={story.id} owner={own} />
            {own && <StoryPollsPanel storyId={story.id} published={published} />}
            {own && (
              <section aria-labelledby="details-heading">
                <h2 id="details-heading" className="label-caps mb-5 text-ink-muted">
                  For readers
                </h2>
                {snapshot && !snapshot.conflict && <DetailsPanel texts={texts} onChange={edit} />}
              </section>
            )}
          </aside>
        )}
      </div>
      <PublishDialog
        open={publishing && !opening}
        onOpenChange={setPublishing}
        story={story}
        texts={texts}
        counts={{ words, placeholders: counts.placeholders }}
        written={written}
        onPublish={async (visibility, at) => {
          await (at ? publication.schedule(story, visibility, at) : publication.publish(story, visibility));
          // What is empty stays back.
          await reload();
        }}
      />
      <SignInAgain
        open={needsSignIn && dismissed !== trouble}
        onOpenChange={(open) => setDismissed(open ? null : trouble)}
        memberId={member.id}
        email={member.email}
        onSignedIn={() => {
          for (const each of open) each.signedIn();
        }}
      />
    </div>
  );
}
