"use client";

import { ArrowUp } from "lucide-react";
import { Button } from "@/components/button";
import { VisuallyHidden } from "@/components/visually-hidden";

export const storyCount = (count: number) => (count === 1 ? "1 new story" : `${count} new stories`);

interface NewStoriesPillProps {
  count: number;
  /** Some of them were published while the reader was away. */
  missed: boolean;
  loading: boolean;
  onShow: () => void;
}

/** Floats over the top of the list, in a box without height, so that it moves nothing when it comes. */
export function NewStoriesPill({ count, missed, loading, onShow }: NewStoriesPillProps) {
  const text = missed ? `${storyCount(count)} while you were away` : storyCount(count);
  return (
    <div className="pointer-events-none sticky top-[calc(var(--header-height,0px)+0.75rem)] z-20 flex h-0 justify-center">
      <div aria-live="polite">
        <VisuallyHidden>{count > 0 && `${text}, to show`}</VisuallyHidden>
      </div>
      {count > 0 && (
        <Button
          variant="primary"
          size="sm"
          loading={loading}
          data-testid="new-story-notification"
          onClick={onShow}
          className="pointer-events-auto -mt-1 rounded-full! shadow-float motion-safe:animate-arrive pointer-coarse:h-10"
        >
          <ArrowUp aria-hidden="true" />
          {text}
        </Button>
      )}
    </div>
  );
}
