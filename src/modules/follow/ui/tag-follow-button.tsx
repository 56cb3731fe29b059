"use client";

import { Check, Plus } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";

/** Follows a tag: its stories come into the feed of those one follows. Shows at once, and is taken back when it fails. */
export function TagFollowButton({ tag, initial }: { tag: string; initial: boolean }) {
  const [following, setFollowing] = useState(initial);
  const latest = useRef(0);
  const utils = trpc.useUtils();

  const change = (next: boolean) => {
    const turn = ++latest.current;
    return {
      onError() {
        if (turn === latest.current) setFollowing(!next);
        toast.error(next ? `You do not follow #${tag} yet` : `You still follow #${tag}`, {
          description: "That did not reach the server. Try again in a moment.",
        });
      },
      onSettled() {
        void utils.story.feed.invalidate();
        void utils.follow.mine.invalidate();
      },
    };
  };
  const scope = { id: `follow-tag:${tag}` };
  const set = trpc.follow.setTag.useMutation({ scope });
  const unset = trpc.follow.unsetTag.useMutation({ scope });
  const toggle = () => {
    const next = !following;
    setFollowing(next);
    (next ? set : unset).mutate({ tag }, change(next));
  };

  return (
    <Button
      size="sm"
      variant={following ? "secondary" : "primary"}
      aria-pressed={following}
      aria-label={`Follow the tag ${tag}`}
      data-testid="follow-tag"
      onClick={toggle}
      className="w-28"
    >
      {following ? <Check aria-hidden="true" /> : <Plus aria-hidden="true" />}
      {following ? "Following" : "Follow"}
    </Button>
  );
}
