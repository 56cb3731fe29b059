import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { PollView } from "@/modules/poll/schema";
import { caller } from "@/trpc/server";

/** The poll at this address, once per request; the page "not found" where there is none for who asks. */
export const loadPoll = cache(async (slug: string): Promise<PollView> => {
  try {
    return await (await caller()).poll.bySlug({ slug: decodeURIComponent(slug) });
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) notFound();
    throw error;
  }
});
