import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { ListItems } from "@/modules/reading-list/ui/list-items";
import { NewList } from "@/modules/reading-list/ui/new-list";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Your lists", robots: { index: false } };

export default async function ListsPage() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/lists"));
  const lists = await (await caller()).readingList.mine();
  return (
    <div className="max-w-reading">
      <h1 className="mt-8 font-semibold font-serif text-display">Your lists</h1>
      <p className="mt-3 mb-8 text-ink-muted">Stories that you keep together, for yourself or for everybody.</p>
      {lists.length > 0 && <ListItems lists={lists} />}
      <section aria-labelledby="new" className="mt-10">
        <h2 id="new" className="font-semibold font-serif text-title">
          {lists.length > 0 ? "A new list" : "Your first list"}
        </h2>
        <NewList />
      </section>
    </div>
  );
}
