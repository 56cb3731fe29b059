"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

export default function StoryError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="mx-auto max-w-page px-4 py-16 sm:px-6">
      <ErrorState
        title="This story did not load"
        text="It may be the connection, or it may be us. The story is still there; try again in a moment."
        errorId={error.digest}
        actions={
          <>
            <Button onClick={retry}>Try again</Button>
            <Button asChild variant="quiet">
              <Link href="/community">Other stories</Link>
            </Button>
          </>
        }
      />
    </div>
  );
}
