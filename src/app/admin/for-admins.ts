import { notFound } from "next/navigation";
import { pageActor } from "@/trpc/server";

/** Pages for administrators alone: to moderators they do not exist. */
export async function forAdmins(): Promise<void> {
  const actor = await pageActor();
  if (actor.kind !== "member" || actor.role !== "admin") notFound();
}
