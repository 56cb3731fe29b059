import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { TastesPage } from "@/modules/discovery/ui/tastes-page";
import { safeNext } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Stories for your taste", robots: { index: false } };

export default async function WelcomePage({ searchParams }: { searchParams: Promise<{ next?: unknown }> }) {
  const next = safeNext((await searchParams).next);
  const actor = await pageActor();
  if (actor.kind === "guest") redirect("/sign-in?next=/welcome");
  const { discovery, story } = await caller();
  const [tastes, tags] = await Promise.all([discovery.tastes(), story.tags()]);
  return <TastesPage name={actor.name} initial={tastes} tags={tags.map(({ tag }) => tag)} next={next} />;
}
