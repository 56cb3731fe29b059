import { Settings } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { z } from "zod";
import { signInHref } from "@/modules/member/ui/next-path";
import { type ListInput, listInput } from "@/modules/notification/schema";
import { NotificationList } from "@/modules/notification/ui/notification-list";
import { ListSkeleton } from "@/modules/notification/ui/row-skeletons";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

const search = z.object({
  filter: listInput.shape.filter.catch("all"),
  type: listInput.shape.type.catch(undefined),
});

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  if ((await pageActor()).kind === "guest") redirect(signInHref("/notifications"));
  const wanted = search.parse(await searchParams);
  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-semibold font-serif text-display">Notifications</h1>
        <Link href="/settings/notifications" className="link inline-flex items-center gap-1.5 py-1 text-ui">
          <Settings aria-hidden="true" className="size-4" />
          What to tell me
        </Link>
      </div>
      <Suspense key={`${wanted.filter} ${wanted.type}`} fallback={<ListSkeleton />}>
        <List {...wanted} />
      </Suspense>
    </div>
  );
}

async function List(wanted: Pick<ListInput, "filter" | "type">) {
  const first = await (await caller()).notification.list(wanted);
  return <NotificationList first={first} wanted={wanted} />;
}
