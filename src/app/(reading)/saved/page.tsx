import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { SavedList } from "@/modules/reading/ui/saved-list";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Saved for later", robots: { index: false } };

export default async function SavedPage() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/saved"));
  const first = await (await caller()).reading.saved({});
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Saved for later</h1>
      <SavedList first={first} />
    </>
  );
}
