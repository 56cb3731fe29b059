"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { digestOf } from "./error-digest";

/** What Next hands to an `error.tsx`. */
export interface Failure {
  error: unknown;
  retry: () => void;
}

interface PageFailedProps extends Failure {
  title?: string;
  /** What is safe all the same. */
  kept?: string;
  /** Where else one may go. */
  elsewhere?: { href: "/community" | "/studio"; label: string };
}

/** In the place of a page that could not be read: what it may be, what is safe, and the way on. */
export function PageFailed({ error, retry, title = "This page did not load", kept, elsewhere }: PageFailedProps) {
  return (
    <div className="mx-auto max-w-reading px-4 py-16 sm:px-6">
      {/* What failed may be what would have named the page. */}
      <title>{`${title} · Inkwire`}</title>
      <ErrorState
        page
        title={title}
        text={`It may be the connection, or it may be us. ${kept ? `${kept}; try again in a moment.` : "Try again in a moment."}`}
        errorId={digestOf(error)}
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            {elsewhere && (
              <Button asChild>
                <Link href={elsewhere.href}>{elsewhere.label}</Link>
              </Button>
            )}
          </>
        }
      />
    </div>
  );
}
