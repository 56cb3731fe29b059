import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Circle } from "@/modules/collaboration/ui/circle";
import { Invitations } from "@/modules/collaboration/ui/invitations";
import { signInHref } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Beta readers", robots: { index: false } };

export default async function ReadersPage() {
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(signInHref("/studio/readers"));
  const circle = await (await caller()).collaboration.circle();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-16 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Beta readers</h1>
      <p className="mt-3 text-ink-muted">
        Whose drafts you read, and who reads yours. You invite somebody in a story’s editor, under “Co-authors”.
      </p>
      <Invitations />
      <hr className="wire my-8" />
      <Circle circle={circle} />
    </div>
  );
}
