"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

/** The story is there, its comments are not. */
export function CommentsFailed() {
  const router = useRouter();
  const [trying, start] = useTransition();
  return (
    <ErrorState
      title="The comments did not load"
      text="The story above is whole. Try again in a moment."
      actions={
        <Button loading={trying} onClick={() => start(() => router.refresh())}>
          Try again
        </Button>
      }
    />
  );
}
