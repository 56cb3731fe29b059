import type { Metadata } from "next";
import { memberIdOf } from "@/modules/member/actor";
import { PollPage } from "@/modules/poll/ui/poll-page";
import { kindNames } from "@/modules/poll/ui/words";
import { pageActor } from "@/trpc/server";
import { sharedPicture } from "../../og/shared-picture";
import { loadPoll } from "../load-poll";

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, question, description: said, organiser, kind, visibility } = await loadPoll((await params).slug);
  const description = said || `${kindNames[kind]} by ${organiser.name}.`;
  const url = `/polls/${slug}`;
  return {
    title: question,
    description,
    // Who has the link may answer; a search engine would hand the link to everyone.
    ...(visibility === "public"
      ? {
          openGraph: {
            type: "website",
            title: question,
            description,
            url,
            siteName: "Inkwire",
            images: [sharedPicture(url)],
          },
          twitter: { card: "summary_large_image" },
        }
      : { robots: { index: false } }),
  };
}

export default async function Page({ params }: Props) {
  const [poll, actor] = await Promise.all([loadPoll((await params).slug), pageActor()]);
  return <PollPage key={poll.slug} initial={poll} memberId={memberIdOf(actor)} view="answer" />;
}
