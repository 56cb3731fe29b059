import type { StoryCard as Story } from "@/modules/story/schema";
import { StoryCard } from "../story-card";

export function MoreStories({ stories }: { stories: readonly Story[] }) {
  if (stories.length === 0) return null;
  return (
    <section aria-labelledby="more-stories" className="mt-20 border-rule border-t pt-8">
      <h2 id="more-stories" className="font-semibold font-serif text-title">
        More stories
      </h2>
      <ul className="mt-6 grid gap-x-10 gap-y-8 md:grid-cols-2 lg:grid-cols-3">
        {stories.map((story) => (
          <li key={story.id}>
            <StoryCard story={story} heading="h3" tags={false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
