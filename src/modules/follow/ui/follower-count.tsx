"use client";

import type { FollowState } from "../schema";
import { useFollow } from "./use-follow";

/** "12 followers", in step with the button. */
export function FollowerCount({ handle, initial }: { handle: string; initial: FollowState }) {
  const { followers } = useFollow(handle, initial).state;
  return (
    <>
      <span className="font-semibold text-ink tabular-nums">{followers}</span>{" "}
      {followers === 1 ? "follower" : "followers"}
    </>
  );
}
