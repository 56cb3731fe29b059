"use client";

import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

export default function SeriesError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="mx-auto max-w-[44rem] px-4 py-16 sm:px-6">
      <ErrorState
        title="This page did not load"
        text="It may be the connection, or it may be us. Try again in a moment."
        errorId={error.digest}
        actions={<Button onClick={retry}>Try again</Button>}
      />
    </div>
  );
}
