"use client";

import { toast } from "sonner";
import { announceSignInChange } from "@/live/browser/sign-in-change";
import { authClient } from "@/modules/member/auth-client";

/** Pages that are nothing without an account. */
const privatePlaces = /^\/(?:studio|settings|jobs)(?:\/|$)/;

/** Ends the session and loads the page anew, so that nothing of the member's stays in memory. */
export async function signOut(): Promise<void> {
  const { pathname, search } = window.location;
  try {
    const { error } = await authClient.signOut();
    if (error) throw new Error(error.message);
  } catch {
    toast.error("You are still signed in", { description: "The server could not be reached. Try again in a moment." });
    return;
  }
  announceSignInChange();
  window.location.assign(privatePlaces.test(pathname) ? "/" : pathname + search);
}
