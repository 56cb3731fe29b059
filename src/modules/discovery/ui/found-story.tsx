import { FollowButton } from "@/modules/follow/ui/follow-button";
import { Marked } from "@/modules/search/ui/marked";
import { StoryCard } from "@/modules/story/ui/story-card";
import type { Match } from "../schema";
import { reasonText } from "./reason-text";

/** How long after the one before it a story that came in the same moment appears, in milliseconds. */
const stepMs = 60;
/** Those that came together count anew after so many. */
const together = 8;

/** A story with the reasons why it was found; its author can be followed at once. */
export function FoundStory({ match, index }: { match: Match; index: number }) {
  const { story, why, passage, follow } = match;
  return (
    <li
      data-testid="match"
      className="border-rule border-t py-6 motion-safe:animate-arrive"
      style={{ animationDelay: `${(index % together) * stepMs}ms`, animationFillMode: "backwards" }}
    >
      <StoryCard story={story} />
      {passage && (
        <p className="wrap-anywhere mt-4 border-rule-strong border-s ps-3 font-serif text-ink-muted text-ui">
          …<Marked parts={passage} />…
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-60 text-sm" data-testid="why">
          <span className="label-caps me-2 text-ink-muted">Why this</span>
          {why.map(reasonText).join(" · ") || "Published lately"}
        </p>
        <FollowButton handle={story.author.handle} initial={follow} signedIn size="sm" />
      </div>
    </li>
  );
}
