"use client";

import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button, type ButtonSize } from "@/components/button";
import { signInHref } from "@/modules/member/ui/next-path";
import type { FollowState } from "../schema";
import { useFollow } from "./use-follow";

export type FollowButtonProps = {
  handle: string;
  initial: FollowState;
  /** A guest is sent to sign in, and comes back to this page. */
  signedIn: boolean;
  size?: ButtonSize;
};

/** Not for one's own page: nobody follows themselves. */
export function FollowButton({ handle, initial, signedIn, size = "md" }: FollowButtonProps) {
  const pathname = usePathname();
  const { state, toggle } = useFollow(handle, initial);
  // As wide in either state, so that nothing beside it moves.
  const width = size === "sm" ? "w-28" : "w-32";

  if (!signedIn) {
    return (
      <Button asChild variant="primary" size={size} className={width}>
        <Link href={signInHref(pathname)} data-testid="follow-button" aria-label={`Follow @${handle}`}>
          <Plus aria-hidden="true" />
          Follow
        </Link>
      </Button>
    );
  }
  return (
    <Button
      variant={state.following ? "secondary" : "primary"}
      size={size}
      onClick={toggle}
      aria-pressed={state.following}
      aria-label={`Follow @${handle}`}
      data-testid="follow-button"
      className={width}
    >
      {state.following ? <Check aria-hidden="true" /> : <Plus aria-hidden="true" />}
      {state.following ? "Following" : "Follow"}
    </Button>
  );
}
