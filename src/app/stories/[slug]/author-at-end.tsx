import { FollowButton } from "@/modules/follow/ui/follow-button";
import { KudosButton } from "@/modules/reaction/ui/kudos-button";
import type { StoryCard } from "@/modules/story/schema";
import { StoryEnd } from "@/modules/story/ui/reader/story-end";
import { pageActor } from "@/trpc/server";
import { loadAuthor, loadKudos } from "./load-story";

/** After what was just read: thanks for it, who wrote it, and how to follow them. */
export async function AuthorAtEnd({ story }: { story: Pick<StoryCard, "id" | "title" | "author"> }) {
  const [actor, author, kudos] = await Promise.all([pageActor(), loadAuthor(story), loadKudos(story)]);
  const own = actor.kind === "member" && actor.id === story.author.id;
  return (
    <>
      <div className="mt-14 flex justify-center">
        <KudosButton storyId={story.id} initial={kudos} who={own ? "author" : actor.kind} />
      </div>
      <StoryEnd
        title={story.title}
        author={story.author}
        bio={author?.bio ?? ""}
        follow={
          author &&
          !own && (
            <FollowButton
              handle={story.author.handle}
              initial={author.followState}
              signedIn={actor.kind === "member"}
            />
          )
        }
      />
    </>
  );
}
