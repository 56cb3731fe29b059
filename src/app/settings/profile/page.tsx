import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AvatarForm } from "@/modules/member/ui/avatar-form";
import { signInHref } from "@/modules/member/ui/next-path";
import { ProfileForm } from "@/modules/member/ui/profile-form";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Your profile" };

export default async function ProfileSettingsPage() {
  const me = await (await caller()).member.me();
  if (!me) redirect(signInHref("/settings/profile"));
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Your profile</h1>
      <p className="mt-3 text-ink-muted">
        What others see of you beside your stories and on{" "}
        <Link href={`/members/${me.handle}`} className="link text-ink">
          your page
        </Link>
        .
      </p>
      <hr className="wire my-8" />
      <section aria-labelledby="picture">
        <h2 id="picture" className="mb-4 font-semibold font-serif text-title">
          Picture
        </h2>
        <AvatarForm me={me} />
      </section>
      <section aria-labelledby="about" className="mt-12">
        <h2 id="about" className="mb-4 font-semibold font-serif text-title">
          About you
        </h2>
        <ProfileForm me={me} />
      </section>
    </div>
  );
}
