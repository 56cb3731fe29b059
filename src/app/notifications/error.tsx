"use client";

import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

export default function NotificationsError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <div className="mx-auto max-w-page px-4 py-16 sm:px-6">
      <ErrorState
        title="Your notifications did not load"
        text="It may be the connection, or it may be us. They are still there; try again in a moment."
        errorId={error.digest}
        actions={<Button onClick={retry}>Try again</Button>}
      />
    </div>
  );
}
