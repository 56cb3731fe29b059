import type { Ref } from "react";
import { CardKudos } from "@/modules/reaction/ui/card-kudos";
import { StoryCard } from "../story-card";
import type { FeedEntry } from "./feed-state";
import { placeOf } from "./list-layout";
import { WithdrawnStory } from "./withdrawn-story";

interface StoryListProps {
  entries: readonly FeedEntry[];
  /** Who looks; null for a guest. */
  memberId: string | null;
  ref?: Ref<HTMLOListElement>;
}

/** The first story large, the rest in two calm columns. */
export function StoryList({ entries, memberId, ref }: StoryListProps) {
  return (
    <ol ref={ref} className="grid gap-x-14 lg:grid-cols-2">
      {entries.map(({ story, withdrawn }, index) => {
        const mayGive = memberId !== null && memberId !== story.author.id;
        const kudos = <CardKudos storyId={story.id} title={story.title} mayGive={mayGive} />;
        const card = <StoryCard story={story} lead={index === 0} aside={kudos} placeholder={withdrawn} />;
        return (
          <li key={story.id} className={placeOf(index)}>
            {withdrawn ? <WithdrawnStory title={story.title}>{card}</WithdrawnStory> : card}
          </li>
        );
      })}
    </ol>
  );
}
