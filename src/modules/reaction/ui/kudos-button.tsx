"use client";

import { clsx } from "clsx";
import { Heart } from "lucide-react";
import { useEffect, useRef } from "react";
import { useShortcuts } from "@/app/shell/shortcuts";
import { Button } from "@/components/button";
import { useLiveStatus } from "@/live/browser/status";
import { isResync } from "@/live/cursor";
import { SignInLink } from "@/modules/member/ui/sign-in-link";
import { trpc } from "@/trpc/react";
import type { ReactionState } from "../schema";
import { useKudos } from "./use-kudos";

export interface KudosButtonProps {
  storyId: string;
  initial: ReactionState;
  /** A guest is sent to sign in; on one's own story there is only the count. */
  who: "guest" | "member" | "author";
}

export const kudosCount = (count: number) => `${count} kudos`;

/** Kudos for a story, with the count as it changes. */
export function KudosButton({ storyId, initial, who }: KudosButtonProps) {
  const { state = initial, toggle, hear } = useKudos(storyId, initial);
  useHeardCount(storyId, hear);
  useShortcuts(who === "member" ? [{ keys: "l", description: "Give kudos, or take them back", run: toggle }] : []);
  const count = (
    <span data-testid="kudos-count" className="min-w-6 text-start tabular-nums">
      {state.count}
    </span>
  );
  if (who === "author") {
    return (
      <p className="flex items-center gap-2 text-ink-muted">
        <Heart aria-hidden="true" className="size-4" />
        {count} kudos
      </p>
    );
  }
  if (who === "guest") {
    return (
      <Button asChild>
        <SignInLink aria-label={`Sign in to give kudos, ${kudosCount(state.count)} so far`}>
          <Heart aria-hidden="true" />
          Kudos {count}
        </SignInLink>
      </Button>
    );
  }
  return (
    <Button onClick={toggle} aria-pressed={state.given} aria-label={`Kudos, ${state.count}`} data-testid="kudos">
      <Heart aria-hidden="true" className={clsx(state.given && "fill-accent text-accent")} />
      Kudos {count}
    </Button>
  );
}

function useHeardCount(storyId: string, hear: (count: number) => void): void {
  const utils = trpc.useUtils();
  trpc.reaction.onCount.useSubscription(
    { storyId },
    { onData: ({ data }) => void (isResync(data) || hear(data.count)) },
  );
  // What was counted while the stream was away is not told again.
  const { state } = useLiveStatus();
  const wasAway = useRef(false);
  useEffect(() => {
    if (state !== "live") {
      wasAway.current = true;
    } else if (wasAway.current) {
      wasAway.current = false;
      utils.reaction.state.fetch({ storyId }, { staleTime: 0 }).catch(() => {}); // the next count corrects it
    }
  }, [state, storyId, utils]);
}
