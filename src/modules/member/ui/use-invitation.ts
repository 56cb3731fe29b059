"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { signInHref } from "./next-path";

/** Tells a guest who pressed a key what it takes to do that, with the way to it and back to `path`. */
export function useInvitation(path: string): (to: string) => void {
  const router = useRouter();
  return (to) =>
    void toast(`Sign in to ${to}`, {
      id: "sign-in",
      action: { label: "Sign in", onClick: () => router.push(signInHref(path)) },
    });
}
