import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { SeriesView } from "@/modules/series/schema";
import { caller } from "@/trpc/server";

/** The series at this address, once per request; the page "not found" where there is none for this reader. */
export const loadSeries = cache(async (slug: string): Promise<SeriesView> => {
  try {
    return await (await caller()).series.bySlug({ slug });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});
