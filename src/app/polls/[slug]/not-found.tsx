import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";

export default function PollNotFound() {
  return (
    <EmptyState
      title="There is no such poll here"
      text="It may have been removed, or is about a story that is not for everybody."
      actions={
        <Button asChild>
          <Link href="/polls">See the open polls</Link>
        </Button>
      }
    />
  );
}
