import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { EditorPage } from "@/modules/story/ui/editor/editor-page";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ publish?: unknown }>;
}

export const metadata: Metadata = { title: "Write", robots: { index: false } };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const { member, story } = await caller();
  const me = await member.me();
  if (!me) redirect(`/sign-in?next=${encodeURIComponent(`/studio/${id}`)}`);
  const manuscript = await story.manuscript({ id }).catch((error: unknown) => {
    if (isMissing(error)) notFound();
    throw error;
  });
  const publishing = (await searchParams).publish !== undefined;
  return (
    <EditorPage
      key={id}
      initial={manuscript}
      member={{ id: me.id, email: me.email }}
      publishing={publishing && !manuscript.removedAt}
    />
  );
}

const isMissing = (error: unknown) =>
  error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found";
