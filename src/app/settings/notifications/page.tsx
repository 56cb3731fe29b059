import type { Metadata } from "next";
import { DigestForm } from "@/modules/notification/ui/digest-form";
import { PreferenceMatrix } from "@/modules/notification/ui/preference-matrix";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Notification settings" };

export default async function NotificationSettingsPage() {
  const preferences = await (await caller()).notification.preferences();
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Notifications</h1>
      <p className="mt-3 text-ink-muted">What you want to hear of, and where. Nobody is told what you choose.</p>
      <hr className="wire my-8" />
      <PreferenceMatrix initial={preferences} />
      <section aria-labelledby="digest" className="mt-12">
        <h2 id="digest" className="font-semibold font-serif text-title">
          E-mail
        </h2>
        <DigestForm initial={preferences} />
      </section>
    </div>
  );
}
