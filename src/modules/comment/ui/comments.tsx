"use client";

import { MessageSquarePlus } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { VisuallyHidden } from "@/components/visually-hidden";
import { chapterHref, fullChapterName } from "@/modules/chapter/ui/names";
import { TypingLine } from "@/modules/presence/ui/typing-line";
import type { ChapterEntry } from "@/modules/story/schema";
import { answersBelow } from "../place";
import type { CommentPage, CommentView } from "../schema";
import { assemble, type Branch } from "./assemble";
import { CommentBranch } from "./comment-branch";
import { CommentSettings } from "./comment-settings";
import { type CommentsPage, CommentsProvider } from "./comments-context";
import { Composer, type ComposerHandle } from "./composer";
import { keepDraft, readDraft } from "./drafts";
import { NewComments, newComments } from "./new-comments";
import { RefusalNotice } from "./refusal-notice";
import { useCommentList } from "./use-comment-list";
import { useLinkedComment } from "./use-linked-comment";
import { useOutgoing } from "./use-outgoing";

export interface CommentsProps {
  storyId: string;
  slug: string;
  /** What is said about one chapter alone; all that is said about the story without it. */
  chapterId?: string | null;
  /** The chapters that are told apart where the whole story is spoken of. */
  chapters: readonly Pick<ChapterEntry, "id" | "number" | "title">[];
  author: { id: string; name: string; handle: string };
  memberId: string | null;
  initial: CommentPage;
}

/** The conversation below a story, live. */
export function Comments({ storyId, slug, chapterId = null, chapters, author, memberId, initial }: CommentsProps) {
  const { state, dispatch, loadMore, restart, loading, failed } = useCommentList(storyId, chapterId, initial);
  const [settings, setSettings] = useState(initial.settings);
  const [answering, setAnswering] = useState<string | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const focus = useFocusOn();

  const said = (comment: CommentView) => dispatch({ type: "said", comment, at: Number.MAX_SAFE_INTEGER, mine: true });
  const outgoing = useOutgoing({ memberId, storyId, chapterId }, said);
  const tree = useMemo(() => assemble(state, outgoing.items), [state, outgoing.items]);
  const waiting = useMemo(() => waitingIn(tree), [tree]);
  const linked = useLinkedComment(restart);

  const own = memberId === author.id;
  const refusal = initial.refusal ?? (own && settings.commenting === "none" ? "closed" : null);
  const mayComment = refusal === null;
  useShortcuts(mayComment ? [{ keys: "c", description: "Write a comment", run: () => composer.current?.focus() }] : []);

  const page: CommentsPage = {
    storyId,
    storyHref: `/stories/${slug}`,
    chapterOf({ chapterId: about, chapterNumber: number }) {
      if (about === null || about === chapterId) return null;
      // One that went up since the page was opened has no title here; its comments know its number.
      const chapter = chapters.find(({ id }) => id === about) ?? (number ? { id: about, number, title: "" } : null);
      if (!chapter) return { name: "another chapter", href: null };
      const alone = chapters.length === 1 && chapters[0]?.id === about;
      return alone ? null : { name: fullChapterName(chapter), href: chapterHref(slug, chapter) };
    },
    memberId,
    authorId: author.id,
    mayComment,
    linkedId: linked.id,
    answering,
    answer: setAnswering,
    send(node, body) {
      const parent = node?.comment ?? null;
      outgoing.send({ parentId: parent?.id ?? null, below: answersBelow(parent?.place ?? null), body });
      setAnswering(null);
      if (parent) focus(parent.id);
    },
    retry: outgoing.retry,
    takeBack(item) {
      outgoing.takeBack(item);
      if (item.parentId === null || !mayComment) return composer.current?.put(item.body);
      const draft = readDraft(memberId, storyId, item.parentId);
      keepDraft(memberId, storyId, item.parentId, draft ? `${draft}\n\n${item.body}` : item.body);
      setAnswering(item.parentId);
    },
    putBack: (text) => composer.current?.put(text),
    reveal(below) {
      const place = below?.place ?? null;
      dispatch({ type: "revealed", below: place });
      const shown = Object.values(state.known)
        .filter(({ standing, place: at }) => standing === "waiting" && (place === null || at.startsWith(place)))
        .sort((a, b) => (a.place < b.place ? -1 : 1));
      if (shown[0]?.comment) focus(shown[0].comment.id);
    },
    changed: said,
    removed: ({ id, place, version }) =>
      dispatch({ type: "deleted", id, place, version: version + 1, at: Number.MAX_SAFE_INTEGER }),
    memberHidden: (id) => dispatch({ type: "memberHidden", memberId: id }),
  };

  return (
    <CommentsProvider value={page}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="comments-heading" className="font-semibold font-serif text-title">
          {chapterId ? "Comments on this chapter" : "Comments"}{" "}
          <span data-testid="comment-count" className="font-normal text-ink-muted text-ui tabular-nums">
            {state.total}
          </span>
        </h2>
        {own && <CommentSettings storyId={storyId} initial={initial.settings} onChange={setSettings} />}
      </div>
      <div className="mt-4">
        {mayComment ? (
          <Composer
            ref={composer}
            storyId={storyId}
            chapterId={chapterId}
            parentId={null}
            label="Your comment"
            placeholder={own ? "Say something to your readers" : `Say something to ${author.name}`}
            sendLabel="Comment"
            onSend={(body) => page.send(null, body)}
          />
        ) : (
          <RefusalNotice refusal={refusal} author={author} own={own} chapter={chapterId !== null} />
        )}
      </div>
      <TypingLine storyId={storyId} />
      <div className="mt-3 mb-5 flex h-8 justify-center">
        <NewComments of={null} count={tree.waiting} />
      </div>
      <div aria-live="polite">
        <VisuallyHidden>{waiting > 0 && `${newComments(waiting)} to show`}</VisuallyHidden>
      </div>
      {state.begin !== null && (
        <Notice
          className="mb-6"
          title="You have followed a link to one thread"
          actions={
            <Button size="sm" loading={loading === "thread"} onClick={() => void restart()}>
              Show all comments
            </Button>
          }
        />
      )}
      {linked.missing && (
        <Notice role="status" className="mb-6" title="The comment you were sent to is not here">
          {chapterId ? (
            <>
              It may be about another chapter.{" "}
              <a href={`${page.storyHref}#comment-${linked.id}`} className="link">
                Look among all comments on the story
              </a>
            </>
          ) : (
            "It may have been removed, or is not visible to you."
          )}
        </Notice>
      )}
      <CommentBranch branch={tree} of={null} />
      {mayComment && tree.answers.length + tree.waiting + tree.outgoing.length === 0 && (
        <p className="flex items-center gap-2 font-serif text-ink-muted italic">
          <MessageSquarePlus aria-hidden="true" className="size-4" />
          Be the first to comment.
        </p>
      )}
      {state.end !== null && (
        <div className="mt-8 flex flex-wrap items-center gap-3">
          <Button loading={loading === "more"} onClick={() => void loadMore()}>
            More comments
          </Button>
          <span role="status" className="text-danger text-sm">
            {failed === "more" && "They did not load. Try again in a moment."}
          </span>
        </div>
      )}
    </CommentsProvider>
  );
}

const waitingIn = ({ waiting, answers }: Branch): number =>
  answers.reduce((sum, node) => sum + waitingIn(node), waiting);

/** Takes the focus to a comment once it stands on the page; what had it may be gone by then. */
function useFocusOn() {
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(`comment-${wanted.id}`)?.focus({ preventScroll: true });
  }, [wanted]);
  return (id: string) => setWanted({ id });
}
