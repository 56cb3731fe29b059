import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Overview } from "@/modules/admin/ui/overview";
import { caller, pageActor } from "@/trpc/server";

export const metadata: Metadata = { title: "Overview" };

export default async function AdminPage() {
  const actor = await pageActor();
  // Moderators have a part of this place to themselves.
  if (actor.kind !== "member" || actor.role !== "admin") redirect("/admin/moderation");
  const { admin } = await caller();
  const [first, journey] = await Promise.all([admin.metrics({}), admin.journey({})]);
  return (
    <>
      <h1 className="mt-8 font-semibold font-serif text-display">Overview</h1>
      <Overview first={first} journey={journey} />
    </>
  );
}
