import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WizardPage } from "@/modules/draft/ui/wizard-page";
import { signInHref } from "@/modules/member/ui/next-path";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "A story from an idea", robots: { index: false } };

export default async function Page() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/studio/new/wizard"));
  return <WizardPage first={await (await caller()).draft.wizard()} />;
}
