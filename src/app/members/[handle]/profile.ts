import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { handle } from "@/modules/member/schema";
import { caller } from "@/trpc/server";

/** The member whose page this is; asked once for the page and its metadata. Leaves for the 404 page where nobody is. */
export const profileOf = cache(async (wanted: string) => {
  const parsed = handle.safeParse(wanted);
  if (!parsed.success) notFound();
  try {
    return await (await caller()).member.byHandle({ handle: parsed.data });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});
