import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { HistoryList } from "@/modules/reading/ui/history-list";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "What you have read", robots: { index: false } };

export default async function HistoryPage() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/history"));
  const first = await (await caller()).reading.history({});
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">What you have read</h1>
      <p className="mt-3 text-ink-muted">Nobody else sees this.</p>
      <HistoryList first={first} />
    </>
  );
}
