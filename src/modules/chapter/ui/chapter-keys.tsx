"use client";

import { useRouter } from "next/navigation";
import { useShortcuts } from "@/app/shell/shortcuts";

/** Turns pages with the arrow keys. */
export function ChapterKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useShortcuts([
    ...(previous ? [{ keys: "ArrowLeft", description: "Previous chapter", run: () => router.push(previous) }] : []),
    ...(next ? [{ keys: "ArrowRight", description: "Next chapter", run: () => router.push(next) }] : []),
  ]);
  return null;
}
