import type { Metadata } from "next";
import { FormPage } from "@/app/shell/form-page";
import { ConfirmSignUpForm } from "@/modules/member/ui/confirm-sign-up-form";

// The address is half of what opens the account: it must not travel on.
export const metadata: Metadata = { title: "Open your account", robots: { index: false }, referrer: "no-referrer" };

export default async function ConfirmSignUpPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return (
    <FormPage title="One last step" lead="Your address is right. Your password says that it was you who signed up.">
      <ConfirmSignUpForm signUpKey={key} />
    </FormPage>
  );
}
