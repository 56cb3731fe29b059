import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";

/**
 * What a `loading.tsx` is for, where it helps: going from page to page, the skeleton comes at once. A document asked for
 * by its address is sent complete instead: its page takes milliseconds, while React would show the skeleton first and
 * hold the content back behind it for up to 300 ms, and "not found" could no longer answer with 404.
 */
export async function SkeletonOnNavigation({ skeleton, children }: { skeleton: ReactNode; children: ReactNode }) {
  const destination = (await headers()).get("sec-fetch-dest");
  return destination === "empty" ? <Suspense fallback={skeleton}>{children}</Suspense> : children;
}
