import type { Ref } from "react";
import { StoryCard } from "../story-card";
import type { FeedEntry } from "./feed-state";
import { placeOf } from "./list-layout";
import { WithdrawnStory } from "./withdrawn-story";

interface StoryListProps {
  entries: readonly FeedEntry[];
  ref?: Ref<HTMLOListElement>;
}

/** The first story large, the rest in two calm columns. */
export function StoryList({ entries, ref }: StoryListProps) {
  return (
    <ol ref={ref} className="grid gap-x-14 lg:grid-cols-2">
      {entries.map(({ story, withdrawn }, index) => {
        const card = <StoryCard story={story} lead={index === 0} placeholder={withdrawn} />;
        return (
          <li key={story.id} className={placeOf(index)}>
            {withdrawn ? <WithdrawnStory title={story.title}>{card}</WithdrawnStory> : card}
          </li>
        );
      })}
    </ol>
  );
}
