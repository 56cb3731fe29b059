import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { StoryCard } from "@/modules/story/ui/story-card";
import type { SearchPage } from "../schema";
import { isFiltered, type SearchAddress, searchHref } from "./search-address";
import { emptyOf } from "./search-filters";

/** Why nothing was found, and what comes near. */
export function NoResults({ address, near }: { address: SearchAddress; near: SearchPage["near"] }) {
  const filtered = isFiltered(address);
  return (
    <>
      <EmptyState
        title={address.q ? `Nothing found for “${address.q}”` : "No story is like that yet"}
        text={tipOf(filtered, near)}
        actions={
          <>
            {near?.query && (
              <Button asChild variant="primary">
                <Link href={searchHref({ ...emptyOf(address), q: near.query })}>Search for “{near.query}”</Link>
              </Button>
            )}
            {filtered && (
              <Button asChild>
                <Link href={searchHref(emptyOf(address))}>Clear the filters</Link>
              </Button>
            )}
          </>
        }
      />
      {near && near.stories.length > 0 && (
        <section aria-labelledby="near">
          <h2 id="near" className="font-semibold font-serif text-title">
            {near.query ? `With “${near.query}”` : "With a title like it"}
          </h2>
          <ul className="mt-4 grid gap-x-14 lg:grid-cols-2">
            {near.stories.map((story) => (
              <li key={story.id} className="border-rule border-t py-6">
                <StoryCard story={story} heading="h3" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function tipOf(filtered: boolean, near: SearchPage["near"]): string {
  if (near?.query) return "It may be a slip of the pen. These words, spelled a little otherwise, are found:";
  if (filtered) return "With fewer filters there may be something.";
  return "Try fewer words, or the name of an author or a tag. Words in quotes must stand together.";
}
