"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { digestOf } from "./shell/error-digest";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className="mx-auto max-w-reading px-4 py-20 sm:px-6">
      <h1 className="mb-8 text-balance font-semibold font-serif text-display">Something broke on this page</h1>
      <ErrorState
        title="It did not load"
        text="It may be the connection, or it may be us. Nothing that you wrote is lost."
        errorId={digestOf(error)}
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <Button asChild>
              <Link href="/community">Go to Community</Link>
            </Button>
          </>
        }
      />
    </div>
  );
}
