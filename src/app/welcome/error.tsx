"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

export default function WelcomeError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="mx-auto max-w-reading px-4 py-16 sm:px-6">
      <ErrorState
        title="This page did not load"
        text="It may be the connection, or it may be us. What was found for you is kept; try again in a moment."
        errorId={error.digest}
        actions={
          <>
            <Button onClick={retry}>Try again</Button>
            <Button asChild variant="quiet">
              <Link href="/community">Go to the stories</Link>
            </Button>
          </>
        }
      />
    </div>
  );
}
