import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { EditorPage } from "@/modules/story/ui/editor/editor-page";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";

interface Props {
  params: Promise<{ id: string }>;
  /** `publish`: begin with the dialog that publishes; `chapter`: with this one, not the first. */
  searchParams: Promise<{ publish?: unknown; chapter?: unknown }>;
}

export const metadata: Metadata = { title: "Write", robots: { index: false } };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const { chapter, member, story } = await caller();
  const me = await member.me();
  if (!me) redirect(`/sign-in?next=${encodeURIComponent(`/studio/${id}`)}`);
  const manuscript = await story.manuscript({ id }).catch((error: unknown) => {
    if (isMissing(error)) notFound();
    throw error;
  });
  const { publish, chapter: asked } = await searchParams;
  const publishing = publish !== undefined;
  const outline = await chapter.outline({ storyId: id });
  const begin = outline.chapters.find((one) => one.id === asked) ?? outline.chapters[0];
  if (!begin) notFound();
  return (
    <EditorPage
      key={id}
      initial={manuscript}
      outline={outline}
      chapter={await chapter.manuscript({ id: begin.id })}
      member={{ id: me.id, email: me.email }}
      publishing={publishing && !manuscript.removedAt}
    />
  );
}

const isMissing = (error: unknown) =>
  error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found";
