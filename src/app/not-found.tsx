import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="mx-auto max-w-reading px-4 py-20 sm:px-6 sm:py-28">
      <p className="label-caps text-ink-muted">404</p>
      <h1 className="mt-3 text-balance font-semibold font-serif text-display">This page is not in the collection</h1>
      <p className="mt-5 text-lg text-pretty">
        The address may have a slip in it, or what was here has been taken down by whoever wrote it.
      </p>
      <hr className="wire my-8" />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href="/community">Read what others wrote</Link>
        </Button>
        <Button asChild>
          <Link href="/studio">Open the studio</Link>
        </Button>
      </div>
    </div>
  );
}
