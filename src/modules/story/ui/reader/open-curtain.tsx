"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/button";
import { openedCookie, withOpened } from "../../curtain";

/** Shows a story that is behind a curtain, and goes on doing so until the browser is closed. */
export function OpenCurtain({ storyId }: { storyId: string }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const open = () => {
    const kept = document.cookie.split("; ").find((pair) => pair.startsWith(`${openedCookie}=`));
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store yet, and it answers later
    document.cookie = `${openedCookie}=${withOpened(kept?.split("=")[1], storyId)}; path=/; samesite=lax`;
    // The button goes with the curtain; who reads by keyboard goes on where the story begins.
    document.getElementById("main")?.focus({ preventScroll: true });
    startTransition(() => router.refresh());
  };
  return (
    <Button variant="primary" loading={pending} onClick={open}>
      Read it
    </Button>
  );
}
