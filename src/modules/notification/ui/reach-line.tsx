"use client";

import { trpc } from "@/trpc/react";
import type { ReachInput } from "../schema";

/** Whom publishing would tell, before it does. Holds its line from the start, so that the dialog does not move. */
export function ReachLine(props: ReachInput) {
  const { data } = trpc.notification.reach.useQuery(props, { staleTime: 0 });
  return (
    <p role="status" data-testid="reach" className="mt-2 min-h-6 text-ink-muted text-sm">
      {data && reachText(data)}
    </p>
  );
}

function reachText({ members, mail }: { members: number; mail: number }): string {
  if (members === 0) return "Nobody will be notified.";
  const told =
    members === 1 ? "One follower will be notified" : `${members.toLocaleString("en")} followers will be notified`;
  return mail === 0 ? `${told}.` : `${told}, ${mail.toLocaleString("en")} of them also by e-mail.`;
}
