import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";

export const metadata: Metadata = { title: "Nothing here" };

export default function ListsNotFound() {
  return (
    <div className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is nothing here for you"
        text="It may have been taken away, or is not shared with everybody. The address may also have a slip in it."
        actions={
          <Button asChild>
            <Link href="/community">Read something else</Link>
          </Button>
        }
      />
    </div>
  );
}
