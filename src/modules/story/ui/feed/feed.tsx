"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { VisuallyHidden } from "@/components/visually-hidden";
import { useInvitation } from "@/modules/member/ui/use-invitation";
import { useKudosOf } from "@/modules/reaction/ui/card-kudos";
import { useSaving } from "@/modules/reading/ui/use-saving";
import type { FeedPage, StoryCard } from "@/modules/story/schema";
import { EmptyFeed } from "./empty-feed";
import { type FeedFilter, feedHref } from "./feed-address";
import { LoadMore } from "./load-more";
import { NewStoriesPill } from "./new-stories-pill";
import { StoryList } from "./story-list";
import { useFeed } from "./use-feed";
import { useFeedKeys } from "./use-feed-keys";
import { useHiding } from "./use-hiding";
import { useMute } from "./use-mute";
import { useStoryToasts } from "./use-story-toasts";

export interface FeedProps {
  filter: FeedFilter;
  initial: FeedPage;
  memberId: string | null;
}

/** The list of stories, live. Needs a new `key` for another filter or another reader. */
export function Feed(props: FeedProps) {
  const { state, older, showPending, check, leaveOut, setHidden } = useFeed(props);
  const list = useRef<HTMLOListElement>(null);
  const [showing, setShowing] = useState(false);
  const focusFirst = useFocusFirst(list);

  const show = async () => {
    if (state.pending.length === 0 || showing) return;
    setShowing(true);
    try {
      await showPending();
      focusFirst();
    } catch {
      toast.error("The new stories did not load. Try again in a moment.");
    } finally {
      setShowing(false);
    }
  };
  const mute = useMute({ onMuted: leaveOut, onUnmuted: check });
  useStoryToasts(state.pending, { memberId: props.memberId, onMute: mute });
  const { hide, undo, said } = useHiding(list, setHidden);
  const save = useSaving();
  const deeds = { hide, save, mute: ({ author }: StoryCard) => void mute(author) };
  const invite = useInvitation(feedHref(props.filter));
  const onStory = (what: string, deed: (story: StoryCard) => void) => (storyId: string) => {
    const story = state.shown.find((entry) => entry.story.id === storyId)?.story;
    if (props.memberId === null) invite(what);
    else if (story && story.author.id !== props.memberId) deed(story);
  };
  useFeedKeys(list, {
    showPending: show,
    like: onStory("give kudos", ({ id }) =>
      list.current?.querySelector<HTMLElement>(`[data-story="${id}"] [data-kudos]`)?.click(),
    ),
    save: onStory("save stories for later", save),
    mute: onStory("mute a writer", deeds.mute),
  });
  useKudosOf(useMemo(() => state.shown.map(({ story }) => story.id), [state.shown]));

  return (
    <section aria-label="Stories">
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <NewStoriesPill
        count={state.pending.length}
        missed={state.pending.some(({ missed }) => missed)}
        loading={showing}
        onShow={show}
      />
      {state.shown.length === 0 ? (
        <EmptyFeed filter={props.filter} guest={props.memberId === null} />
      ) : (
        <>
          <StoryList ref={list} state={state} askedTag={props.filter.tag} deeds={deeds} onUndo={undo} />
          <LoadMore
            more={older.hasNextPage}
            loading={older.isFetchingNextPage}
            failed={older.isFetchNextPageError}
            shown={state.shown.length}
            onLoad={() => older.fetchNextPage()}
          />
        </>
      )}
    </section>
  );
}

/**
 * Takes the reader to the first story once it is there: the button that had the focus is gone by then. One who was away and
 * reads further down stays there; what they missed fills in above the line at which they left off.
 */
function useFocusFirst(list: { current: HTMLElement | null }) {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    if (wanted === 0) return;
    const link = list.current?.querySelector<HTMLElement>("[data-story-link]");
    const leftOff = list.current?.querySelector<HTMLElement>("[data-left-off]");
    const top = list.current?.firstElementChild;
    const isBelow = top && top.getBoundingClientRect().top < 0;
    if (isBelow && leftOff) {
      leftOff.focus({ preventScroll: true });
      return;
    }
    if (isBelow) top.scrollIntoView({ block: "start" });
    link?.focus({ preventScroll: true });
  }, [wanted, list]);
  return () => setWanted((times) => times + 1);
}
