"use client";

import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";

export default function AdminError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <ErrorState
      className="mt-16"
      text="It may be the connection, or it may be us. Nothing was changed."
      errorId={error.digest}
      actions={<Button onClick={retry}>Try again</Button>}
    />
  );
}
