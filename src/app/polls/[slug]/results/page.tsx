import type { Metadata } from "next";
import { memberIdOf } from "@/modules/member/actor";
import { PollPage } from "@/modules/poll/ui/poll-page";
import { pageActor } from "@/trpc/server";
import { loadPoll } from "../../load-poll";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { question } = await loadPoll((await params).slug);
  return { title: `Results: ${question}`, robots: { index: false } };
}

export default async function Page({ params }: Props) {
  const [poll, actor] = await Promise.all([loadPoll((await params).slug), pageActor()]);
  return <PollPage key={poll.slug} initial={poll} memberId={memberIdOf(actor)} view="results" />;
}
