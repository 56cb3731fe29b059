"use client";

import { Check, Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { signInHref } from "@/modules/member/ui/next-path";
import { trpc } from "@/trpc/react";
import type { FollowState } from "../schema";

interface SeriesFollowButtonProps {
  id: string;
  title: string;
  initial: FollowState;
  signedIn: boolean;
}

/** Follows a series: one is told of each story that comes into it. Shows at once, and is taken back when it fails. */
export function SeriesFollowButton({ id, title, initial, signedIn }: SeriesFollowButtonProps) {
  const pathname = usePathname();
  const [following, setFollowing] = useState(initial.following);
  const options = {
    scope: { id: `follow-series:${id}` },
    onError: () => {
      setFollowing(initial.following);
      toast.error("That did not reach the server", { description: "Try again in a moment." });
    },
  };
  const follow = trpc.series.follow.useMutation(options);
  const unfollow = trpc.series.unfollow.useMutation(options);
  const name = `Follow the series ${title}`;

  if (!signedIn) {
    return (
      <Button asChild variant="primary" className="w-32">
        <Link href={signInHref(pathname)} aria-label={name}>
          <Plus aria-hidden="true" />
          Follow
        </Link>
      </Button>
    );
  }
  return (
    <Button
      variant={following ? "secondary" : "primary"}
      aria-pressed={following}
      aria-label={name}
      className="w-32"
      onClick={() => {
        setFollowing(!following);
        (following ? unfollow : follow).mutate({ id });
      }}
    >
      {following ? <Check aria-hidden="true" /> : <Plus aria-hidden="true" />}
      {following ? "Following" : "Follow"}
    </Button>
  );
}
