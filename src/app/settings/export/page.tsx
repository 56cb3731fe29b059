import type { Metadata } from "next";
import { AccountExport } from "@/modules/job/ui/account-export";
import { caller } from "@/trpc/server";

export const metadata: Metadata = { title: "Export" };

export default async function ExportPage() {
  const exports = await (await caller()).job.list({ kind: "account-export", limit: 5 });
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 sm:px-6">
      <h1 className="font-semibold font-serif text-display">Export</h1>
      <p className="mt-3 text-ink-muted">What you write here is yours. Take all of it along, whenever you like.</p>
      <hr className="wire my-8" />
      <p className="max-w-prose text-pretty">
        One zip file with every story as Markdown, chapter by chapter, drafts and those in the trash too; beside them
        your profile, series, reading lists and polls, whom and what you follow, what you have read, your comments,
        kudos, saved stories and settings as JSON. It is kept for seven days, for you alone. The stories in it can be
        imported again.
      </p>
      <AccountExport first={exports} />
    </div>
  );
}
