import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ResumeCard } from "@/modules/draft/ui/resume-card";
import { studioFilter } from "@/modules/story/schema";
import { Studio, type StudioProps } from "@/modules/story/ui/studio/studio";
import { StudioSkeleton } from "@/modules/story/ui/studio/studio-skeleton";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Studio", robots: { index: false } };

interface Props {
  searchParams: Promise<{ status?: unknown; new?: unknown }>;
}

export default async function StudioPage({ searchParams }: Props) {
  const { status, new: writing } = await searchParams;
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(`/sign-in?next=${encodeURIComponent(writing ? "/studio?new=1" : "/studio")}`);
  const filter = studioFilter.catch("all").parse(status);
  // Not by loading.tsx, which would answer 200 before it is known that a guest must be sent elsewhere.
  return (
    <Suspense key={filter} fallback={<StudioSkeleton />}>
      <Stories memberId={actor.id} filter={filter} />
    </Suspense>
  );
}

async function Stories(props: Omit<StudioProps, "first" | "unfinished">) {
  const { story, draft } = await caller();
  const [first, wizard] = await Promise.all([story.mine({ status: props.filter }), draft.wizard()]);
  return <Studio {...props} first={first} unfinished={wizard.open && <ResumeCard wizard={wizard} />} />;
}
