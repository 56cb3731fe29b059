import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { signInHref } from "@/modules/member/ui/next-path";
import { pageActor } from "@/trpc/server";
import { SettingsNav } from "./settings-nav";

/** Guests are sent away here, above the loading state: a page that has begun to stream can no longer redirect. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  if ((await pageActor()).kind === "guest") redirect(signInHref("/settings/profile"));
  return (
    <div className="lg:mx-auto lg:grid lg:max-w-page lg:grid-cols-[11rem_minmax(0,38rem)] lg:justify-center lg:gap-x-16">
      <SettingsNav />
      {/* A page that centres itself would shrink to its content as an item of the grid. */}
      <div className="min-w-0">{children}</div>
    </div>
  );
}
