import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { safeNext, signUpHref } from "@/modules/member/ui/next-path";
import { SignInForm } from "@/modules/member/ui/sign-in-form";
import { env } from "@/platform/env";
import { canMail } from "@/platform/mail";
import { pageActor } from "@/trpc/server";
import { demoMember, demoPassword } from "../../../prisma/seed/members";
import { FormPage } from "../shell/form-page";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: unknown }> }) {
  const next = safeNext((await searchParams).next);
  if ((await pageActor()).kind === "member") redirect(next);
  return (
    <FormPage
      title="Welcome back"
      lead={
        <>
          New here?{" "}
          <Link href={signUpHref(next)} className="link text-ink">
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm
        next={next}
        canReset={canMail()}
        demo={env().demo ? { email: demoMember.email, password: demoPassword } : null}
      />
    </FormPage>
  );
}
