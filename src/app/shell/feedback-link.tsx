"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { withoutKey } from "@/platform/page-path";

/** To the form that says which page it was opened from. */
export function FeedbackLink() {
  const path = usePathname();
  const href = path === "/feedback" ? path : `/feedback?from=${encodeURIComponent(withoutKey(path))}`;
  return (
    // It is another address on every page: not to be fetched before somebody wants it.
    <Link href={href} prefetch={false} className="link inline-block py-1 pointer-coarse:py-2.5">
      Feedback
    </Link>
  );
}
