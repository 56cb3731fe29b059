import { BarChart3 } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { memberIdOf } from "@/modules/member/actor";
import { PollRow } from "@/modules/poll/ui/poll-row";
import { StoryPoll } from "@/modules/poll/ui/story-poll";
import type { StoryView } from "@/modules/story/schema";
import { caller, pageActor } from "@/trpc/server";

const mostShown = 3;

interface PollsSectionProps {
  story: Pick<StoryView, "id" | "author">;
}

/** What the author asks: choices are answered here, dates on a page of their own. */
export async function PollsSection({ story: { id, author } }: PollsSectionProps) {
  const [actor, { poll }] = await Promise.all([pageActor(), caller()]);
  const memberId = memberIdOf(actor);
  const own = memberId === author.id;
  const { items } = await poll.list({ filter: "public", storyId: id, limit: mostShown });
  if (items.length === 0 && !own) return null;
  const choices = await Promise.all(
    items.filter(({ kind }) => kind === "choice").map(({ slug }) => poll.bySlug({ slug }).catch(() => null)),
  );
  return (
    <section id="polls" aria-labelledby="polls-heading" className="mt-14">
      <h2 id="polls-heading" className="mb-4 label-caps text-ink-muted">
        {items.length > 0 ? "Asked by the author" : "Ask your readers"}
      </h2>
      {items.map((item) => {
        const choice = choices.find((one) => one?.slug === item.slug);
        return choice ? (
          <StoryPoll key={item.slug} initial={choice} memberId={memberId} />
        ) : (
          <PollRow key={item.slug} poll={item} heading="h3" />
        );
      })}
      {own && (
        <Button asChild size="sm">
          <Link href={`/polls/new?story=${id}`}>
            <BarChart3 aria-hidden="true" />
            Ask what happens next
          </Link>
        </Button>
      )}
    </section>
  );
}
