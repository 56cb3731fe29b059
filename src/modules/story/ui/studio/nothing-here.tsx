import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import type { StudioFilter } from "./studio";

const words: Record<StudioFilter, { title: string; text: string }> = {
  all: {
    title: "An empty desk",
    text: "You can write here: every pause in your typing is kept on this device, and on the server soon after. Drafts never expire.",
  },
  draft: { title: "No drafts", text: "Everything you began is out in the world. Begin something else." },
  scheduled: {
    title: "Nothing scheduled",
    text: "Publish a draft later: choose the time, and it goes up by itself.",
  },
  published: {
    title: "Nothing published yet",
    text: "Open a draft and publish it when it is ready. You can always take it back.",
  },
  trash: { title: "The trash is empty", text: "What you remove lies here until you want it again." },
};

export function NothingHere({ filter, onNew }: { filter: StudioFilter; onNew: () => void }) {
  const { title, text } = words[filter];
  return (
    <EmptyState
      title={title}
      text={text}
      actions={
        filter === "all" || filter === "draft" ? (
          <>
            <Button variant="primary" onClick={onNew}>
              Write a story
            </Button>
            {filter === "all" && (
              <Button asChild>
                <Link href="/studio/import">Bring one along</Link>
              </Button>
            )}
          </>
        ) : (
          <Button asChild>
            <Link href="/studio">Show all</Link>
          </Button>
        )
      }
    />
  );
}
