import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Button } from "@/components/button";
import { NavTabs } from "@/components/nav-tabs";
import { signInHref } from "@/modules/member/ui/next-path";
import { PollList } from "@/modules/poll/ui/poll-list";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = {
  title: "Polls",
  description: "What happens next, and when to meet for a reading: what authors ask on Inkwire.",
};

const search = z.object({ filter: z.enum(["open", "mine", "answered"]).catch("open") });

const tabs = [
  { filter: "open", label: "Open", href: "/polls" },
  { filter: "mine", label: "Yours", href: "/polls?filter=mine" },
  { filter: "answered", label: "Answered", href: "/polls?filter=answered" },
] as const;

export default async function PollsPage({ searchParams }: { searchParams: Promise<{ filter?: unknown }> }) {
  const { filter } = search.parse(await searchParams);
  const guest = (await pageActor()).kind === "guest";
  if (guest && filter !== "open") redirect(signInHref(`/polls?filter=${filter}`));
  const first = await (await caller()).poll.list({ filter });
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-semibold font-serif text-display">Polls</h1>
        <Button asChild>
          <Link href="/polls/new">Ask something</Link>
        </Button>
      </div>
      {!guest && (
        <NavTabs
          label="Polls"
          items={tabs.map(({ filter: value, ...tab }) => ({ ...tab, current: value === filter }))}
        />
      )}
      <PollList key={filter} first={first} filter={filter} />
    </div>
  );
}
