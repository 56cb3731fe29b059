import type { Metadata } from "next";
import { FormPage } from "@/app/shell/form-page";
import { ResetForm } from "@/modules/member/ui/reset-form";

// Who has the address sets the password: it must not travel on.
export const metadata: Metadata = { title: "A new password", robots: { index: false }, referrer: "no-referrer" };

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <FormPage title="A new password" lead="With it, you are signed out everywhere, and sign in anew.">
      <ResetForm token={token} />
    </FormPage>
  );
}
