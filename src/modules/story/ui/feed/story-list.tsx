import { Fragment, type Ref } from "react";
import { CardKudos } from "@/modules/reaction/ui/card-kudos";
import { StoryCard } from "../story-card";
import type { FeedEntry } from "./feed-state";
import { placeOf } from "./list-layout";
import { WithdrawnStory } from "./withdrawn-story";

interface StoryListProps {
  entries: readonly FeedEntry[];
  /** The story above which a reader finds what they missed. */
  leftOff: string | null;
  /** Who looks; null for a guest. */
  memberId: string | null;
  ref?: Ref<HTMLOListElement>;
}

/** The first story large, the rest in two calm columns. */
export function StoryList({ entries, leftOff, memberId, ref }: StoryListProps) {
  return (
    <ol ref={ref} className="grid gap-x-14 lg:grid-cols-2">
      {entries.map(({ story, withdrawn }, index) => {
        const mayGive = memberId !== null && memberId !== story.author.id;
        const kudos = <CardKudos storyId={story.id} title={story.title} mayGive={mayGive} />;
        const card = <StoryCard story={story} lead={index === 0} aside={kudos} placeholder={withdrawn} />;
        return (
          <Fragment key={story.id}>
            {story.id === leftOff && <LeftOff />}
            <li className={placeOf(index)}>
              {withdrawn ? <WithdrawnStory title={story.title}>{card}</WithdrawnStory> : card}
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
