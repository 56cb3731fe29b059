import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signInHref } from "@/modules/member/ui/next-path";
import { ImportPage } from "@/modules/transfer/ui/import-page";
import { pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Import a story", robots: { index: false } };

export default async function Page() {
  if ((await pageActor()).kind !== "member") redirect(signInHref("/studio/import"));
  return <ImportPage />;
}
