import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { signInHref } from "@/modules/member/ui/next-path";
import { Review } from "@/modules/transfer/ui/review";
import { AppError } from "@/platform/errors";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Look it through", robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(signInHref(`/studio/import/${id}`));
  const imported = await (await caller()).transfer.imported({ id }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found") notFound();
    throw error;
  });
  return <Review key={`${id} ${actor.id}`} imported={imported} memberId={actor.id} />;
}
