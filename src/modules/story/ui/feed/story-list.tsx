import { Fragment, type Ref } from "react";
import { CardKudos } from "@/modules/reaction/ui/card-kudos";
import type { StoryCard as Story } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";
import { StoryCard } from "../story-card";
import { type CardDeeds, CardMenu } from "./card-menu";
import { type FeedState, hiddenBy } from "./feed-state";
import { HiddenNote } from "./hidden-note";
import { placeOf } from "./list-layout";
import { GoneNote, Tombstone } from "./tombstone";

interface StoryListProps {
  state: FeedState;
  askedTag: string | undefined;
  deeds: CardDeeds;
  onUndo: (story: Story, what: Unwanted) => void;
  ref?: Ref<HTMLOListElement>;
}

/** The first story large, the rest in two calm columns. */
export function StoryList({ state, askedTag, deeds, onUndo, ref }: StoryListProps) {
  const { shown, leftOff, memberId } = state;
  return (
    <ol ref={ref} className="grid gap-x-14 lg:grid-cols-2">
      {shown.map(({ story, gone }, index) => {
        const hidden = gone ? null : hiddenBy(state, story);
        const others = memberId !== null && memberId !== story.author.id;
        const card = (
          <StoryCard
            story={story}
            lead={index === 0}
            aside={<CardKudos storyId={story.id} title={story.title} mayGive={others} />}
            menu={others && <CardMenu story={story} askedTag={askedTag} deeds={deeds} />}
            placeholder={gone !== null || hidden !== null}
          />
        );
        return (
          <Fragment key={story.id}>
            {story.id === leftOff && <LeftOff />}
            <li data-story={story.id} className={placeOf(index)}>
              {gone && <Tombstone says={<GoneNote title={story.title} why={gone} />}>{card}</Tombstone>}
              {hidden && (
                <Tombstone says={<HiddenNote what={hidden} title={story.title} onUndo={() => onUndo(story, hidden)} />}>
                  {card}
                </Tombstone>
              )}
              {!gone && !hidden && card}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

/** Between what was missed and what was there before. */
function LeftOff() {
  return (
    <li
      tabIndex={-1}
      data-left-off
      className="flex scroll-mt-24 items-center gap-4 py-3 font-serif text-ink-muted italic before:h-px before:flex-1 before:bg-rule-strong after:h-px after:flex-1 after:bg-rule-strong lg:col-span-2"
    >
      You left off here
    </li>
  );
}
