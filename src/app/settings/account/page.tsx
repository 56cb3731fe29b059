import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DeleteAccount } from "@/modules/member/ui/delete-account";
import { signInHref } from "@/modules/member/ui/next-path";
import { PasswordForm } from "@/modules/member/ui/password-form";
import { Sessions } from "@/modules/member/ui/sessions";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/settings/account"));
  const sessions = await (await caller()).member.sessions();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Account</h1>
      <p className="mt-3 text-ink-muted">How you get in, where you are signed in, and how you leave.</p>
      <hr className="wire my-8" />
      <section aria-labelledby="sessions">
        <h2 id="sessions" className="font-semibold font-serif text-title">
          Where you are signed in
        </h2>
        <Sessions initial={sessions} />
      </section>
      <section aria-labelledby="password" className="mt-12">
        <h2 id="password" className="font-semibold font-serif text-title">
          Password
        </h2>
        <PasswordForm />
      </section>
      <section aria-labelledby="leaving" className="mt-12">
        <h2 id="leaving" className="font-semibold font-serif text-title">
          Leaving
        </h2>
        <DeleteAccount />
      </section>
    </div>
  );
}
