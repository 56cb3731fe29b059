import { Lock } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/button";
import { SignInLink } from "@/modules/member/ui/sign-in-link";
import type { Refusal } from "../schema";

interface RefusalNoticeProps {
  refusal: Refusal;
  author: { name: string; handle: string };
  own: boolean;
  /** Whether it is about one chapter. */
  chapter: boolean;
}

/** In the place of the composer: why there is none, and what to do about it. */
export function RefusalNotice({ refusal, author, own, chapter }: RefusalNoticeProps) {
  if (refusal === "guest") {
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-rule border-y py-4">
        <p className="flex-1 basis-56 text-ink-muted">Sign in to say something to {author.name}.</p>
        <Button asChild size="sm">
          <SignInLink>Sign in</SignInLink>
        </Button>
      </div>
    );
  }
  return (
    <p className="flex items-center gap-2 border-rule border-y py-4 text-ink-muted">
      <Lock aria-hidden="true" className="size-4 shrink-0" />
      <span>
        {refusal === "closed" && (own ? "You have closed the comments." : `${author.name} has closed the comments.`)}
        {refusal === "unpublished" && `Comments open when the ${chapter ? "chapter" : "story"} is up.`}
        {refusal === "followers" && (
          <>
            {author.name} lets followers comment.{" "}
            <Link href={`/members/${author.handle}`} className="link text-ink">
              Follow them
            </Link>{" "}
            to join in.
          </>
        )}
      </span>
    </p>
  );
}
