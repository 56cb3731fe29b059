"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/button";
import { type OpenStory, useStoryChanges } from "./use-story-changes";

/** Tells of changes to the open story, in a bar that floats: it moves nothing, and nothing changes unless asked. */
export function StoryChanges({ story }: { story: OpenStory }) {
  const change = useStoryChanges(story);
  const router = useRouter();
  const [refreshing, startRefresh] = useTransition();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex justify-center p-3 sm:p-5">
      {change && (
        <div className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-rule-strong bg-paper-raised py-2.5 ps-4 pe-3 text-[0.9375rem] shadow-float motion-safe:animate-arrive">
          {change === "withdrawn" ? (
            <p className="py-1 pe-1">This story has been withdrawn by its author. You can read on until you leave.</p>
          ) : (
            <>
              <p>The author has changed this story</p>
              <Button size="sm" loading={refreshing} onClick={() => startRefresh(() => router.refresh())}>
                Show the new version
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
