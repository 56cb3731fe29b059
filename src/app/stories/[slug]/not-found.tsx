import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";

export const metadata: Metadata = { title: "No story here" };

export default function StoryNotFound() {
  return (
    <div className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <h1 className="sr-only">Story not found</h1>
      <EmptyState
        title="There is no story here for you"
        text="It may have been withdrawn, or its author may share it with followers only. The address may also have a slip in it."
        actions={
          <Button asChild>
            <Link href="/community">Read something else</Link>
          </Button>
        }
      />
    </div>
  );
}
