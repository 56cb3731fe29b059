import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { type Gone, loadAuthorOf } from "./load-story";

export const goneMetadata: Metadata = { title: "A story that is gone", robots: { index: false } };

/** In the place of a story that was here: that it was, and nothing else of it. */
export async function GoneStory({ author: handle }: Gone) {
  const author = handle && (await loadAuthorOf(handle));
  return (
    <div data-testid="gone-story" className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <h1 className="sr-only">A story that is gone</h1>
      <EmptyState
        title="A story was here, and is gone"
        text="It has been taken down. Should it come back, it will be at this same address."
        actions={
          <>
            {author && (
              <Button asChild>
                <Link href={`/members/${author.handle}`}>More by {author.name}</Link>
              </Button>
            )}
            <Button asChild>
              <Link href="/community">Read something else</Link>
            </Button>
          </>
        }
      />
    </div>
  );
}
