import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { signInHref } from "@/modules/member/ui/next-path";
import { pollKind } from "@/modules/poll/schema";
import { NewPollForm } from "@/modules/poll/ui/new-poll-form";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "New poll", robots: { index: false } };

interface Props {
  /** `story`: what it is about; `kind`: what to begin with. */
  searchParams: Promise<Record<string, unknown>>;
}

const search = z.object({ story: z.uuid().optional().catch(undefined), kind: pollKind.catch("choice") });

export default async function NewPollPage({ searchParams }: Props) {
  const wanted = await searchParams;
  const { story, kind } = search.parse(wanted);
  if ((await pageActor()).kind === "guest") redirect(signInHref(story ? `/polls/new?story=${story}` : "/polls/new"));
  const { items } = await (await caller()).story.mine({ status: "published", limit: 50 });
  const stories = items.map(({ id, title }) => ({ id, title }));
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="font-semibold font-serif text-display">Ask your readers</h1>
      <p className="mt-3 text-ink-muted">What happens next, or when to meet. You watch the answers come in.</p>
      <hr className="wire my-8" />
      <NewPollForm
        kind={kind}
        stories={stories}
        storyId={stories.some(({ id }) => id === story) ? (story ?? null) : null}
      />
    </div>
  );
}
