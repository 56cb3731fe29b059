import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { Webhooks } from "@/modules/webhook/ui/webhooks";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(signInHref("/settings/webhooks"));
  const webhooks = await (await caller()).webhook.list();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Webhooks</h1>
      <p className="mt-3 text-ink-muted">
        A service of yours is told when a story that you may read is published, and when a job of yours is done. Each
        message is signed;{" "}
        <Link href="/developers#webhooks" className="link">
          how to check one
        </Link>{" "}
        is a few lines.
      </p>
      <hr className="wire my-8" />
      <Webhooks initial={webhooks} />
    </div>
  );
}
