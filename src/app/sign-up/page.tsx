import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { safeNext, signInHref } from "@/modules/member/ui/next-path";
import { SignUpForm } from "@/modules/member/ui/sign-up-form";
import { pageActor } from "@/trpc/server";
import { FormPage } from "../shell/form-page";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: unknown }> }) {
  const next = safeNext((await searchParams).next);
  if ((await pageActor()).kind === "member") redirect(next);
  return (
    <FormPage
      title="Join Inkwire"
      lead={
        <>
          Have an account already?{" "}
          <Link href={signInHref(next)} className="link text-ink">
            Sign in
          </Link>
        </>
      }
    >
      {/* Who came from somewhere goes back there; who came to join is led on. */}
      <SignUpForm next={next === safeNext(null) ? "/welcome" : next} />
    </FormPage>
  );
}
