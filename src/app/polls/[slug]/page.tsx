import type { Metadata } from "next";
import { memberIdOf } from "@/modules/member/actor";
import { PollPage } from "@/modules/poll/ui/poll-page";
import { kindNames } from "@/modules/poll/ui/words";
import { pageActor } from "@/trpc/server";
import { loadPoll } from "../load-poll";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { question, description, organiser, kind, visibility } = await loadPoll((await params).slug);
  return {
    title: question,
    description: description || `${kindNames[kind]} by ${organiser.name}.`,
    // Who has the link may answer; a search engine would hand the link to everyone.
    ...(visibility !== "public" && { robots: { index: false } }),
  };
}

export default async function Page({ params }: Props) {
  const [poll, actor] = await Promise.all([loadPoll((await params).slug), pageActor()]);
  return <PollPage key={poll.slug} initial={poll} memberId={memberIdOf(actor)} view="answer" />;
}
