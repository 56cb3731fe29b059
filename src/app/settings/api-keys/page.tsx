import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isStaff } from "@/live/viewer";
import { ApiKeys } from "@/modules/api-key/ui/api-keys";
import { signInHref } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const actor = await pageActor();
  if (actor.kind !== "member") redirect(signInHref("/settings/api-keys"));
  const keys = await (await caller()).apiKey.list();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-display">API keys</h1>
      <p className="mt-3 text-ink-muted">
        With a key a service of yours acts in your name, as far as its scopes go. Anyone who has it can do the same:
        keep it like a password.
      </p>
      <hr className="wire my-8" />
      <ApiKeys initial={keys} isStaff={isStaff(actor)} />
    </div>
  );
}
