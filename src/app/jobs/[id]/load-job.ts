import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import type { JobView } from "@/modules/job/schema";
import { signInHref } from "@/modules/member/ui/next-path";
import { AppError } from "@/platform/errors";
import { caller, pageActor } from "@/trpc/server";

/** The member's job with this id, once per request; the page "not found" where there is none. */
export const loadJob = cache(async (id: string): Promise<JobView> => {
  if (!z.uuid().safeParse(id).success) notFound();
  if ((await pageActor()).kind === "guest") redirect(signInHref(`/jobs/${id}`));
  return (await caller()).job.byId({ id }).catch((error: unknown) => {
    if (isMissing(error)) notFound();
    throw error;
  });
});

const isMissing = (error: unknown) =>
  error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found";
