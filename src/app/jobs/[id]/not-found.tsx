import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";

export default function JobNotFound() {
  return (
    <EmptyState
      title="There is no such job among yours"
      text="It may be another member’s, or older than ninety days: that long we keep what has run."
      actions={
        <Button asChild>
          <Link href="/jobs">See all jobs</Link>
        </Button>
      }
    />
  );
}
