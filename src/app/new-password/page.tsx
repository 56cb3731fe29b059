import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AskResetForm } from "@/modules/member/ui/ask-reset-form";
import { canMail } from "@/platform/mail";
import { pageActor } from "@/trpc/server";
import { FormPage } from "../shell/form-page";

export const metadata: Metadata = { title: "A new password" };

export default async function AskResetPage() {
  if ((await pageActor()).kind === "member") redirect("/settings/account");
  if (!canMail()) notFound();
  return (
    <FormPage title="A new password" lead="It is set by a link that we send to the address of your account.">
      <AskResetForm />
    </FormPage>
  );
}
