import type { Metadata } from "next";
import { FormPage } from "@/app/shell/form-page";
import { StopDigests } from "@/modules/notification/ui/stop-digests";

// The address is as good as a signature: it must not travel on.
export const metadata: Metadata = { title: "Stop the e-mails", robots: { index: false }, referrer: "no-referrer" };

export default async function UnsubscribePage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  return (
    <FormPage title="Stop the e-mails" lead="You will get no more digests. Your account and what you follow stay.">
      <StopDigests stopKey={key} />
    </FormPage>
  );
}
