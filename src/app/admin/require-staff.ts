import { notFound, redirect } from "next/navigation";
import { isStaff } from "@/live/viewer";
import type { MemberActor } from "@/modules/member/actor";
import { signInHref } from "@/modules/member/ui/next-path";
import { pageActor } from "@/trpc/server";

/**
 * The moderator or administrator who asks; to anyone else these pages do not exist. Each page says it for itself: it is
 * rendered at the same time as the layout around it.
 */
export async function requireStaff(): Promise<MemberActor> {
  const actor = await pageActor();
  if (actor.kind === "guest") redirect(signInHref("/admin"));
  if (!isStaff(actor)) notFound();
  return actor;
}
