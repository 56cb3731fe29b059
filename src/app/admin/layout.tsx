import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { isStaff } from "@/live/viewer";
import { signInHref } from "@/modules/member/ui/next-path";
import { pageActor } from "@/trpc/server";
import { AdminNav } from "./admin-nav";

/** For moderators and administrators; to anyone else these pages do not exist. What each may see, its queries decide. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor();
  if (actor.kind === "guest") redirect(signInHref("/admin"));
  if (!isStaff(actor)) notFound();
  return (
    <div className="mx-auto max-w-page px-4 pb-20 sm:px-6">
      <AdminNav role={actor.role} />
      {children}
    </div>
  );
}
