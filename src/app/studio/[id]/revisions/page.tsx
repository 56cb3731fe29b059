import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { Revisions } from "@/modules/chapter/ui/revisions/revisions";
import { AppError } from "@/platform/errors";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Earlier texts", robots: { index: false } };

interface Props {
  params: Promise<{ id: string }>;
  /** Which chapter; the first without. */
  searchParams: Promise<{ chapter?: unknown }>;
}

export default async function Page({ params, searchParams }: Props) {
  const { id: storyId } = await params;
  if (!z.uuid().safeParse(storyId).success) notFound();
  if ((await pageActor()).kind !== "member") {
    redirect(`/sign-in?next=${encodeURIComponent(`/studio/${storyId}/revisions`)}`);
  }
  const { chapter, story } = await caller();
  const outline = await chapter.outline({ storyId }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found") notFound();
    throw error;
  });
  const asked = (await searchParams).chapter;
  const { id } = outline.chapters.find((one) => one.id === asked) ?? outline.chapters[0] ?? notFound();
  const [manuscript, revisions] = await Promise.all([
    chapter.manuscript({ id }),
    story.revisions({ id: storyId, chapterId: id }),
  ]);
  return (
    <Revisions
      key={`${id} ${manuscript.version}`}
      chapters={outline.chapters}
      chapter={manuscript}
      revisions={revisions}
    />
  );
}
