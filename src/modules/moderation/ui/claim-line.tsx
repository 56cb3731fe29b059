"use client";

import { RelativeTime } from "@/components/relative-time";
import type { CaseItem } from "../schema";
import { useLapse } from "./use-lapse";
import { outcomeOf } from "./words";

/** Who is at a case, or what became of it. */
export function ClaimLine({ item, memberId }: { item: CaseItem; memberId: string }) {
  const claim = useLapse(item.claim);
  if (item.decided) {
    return (
      <span>
        @{item.decided.by}: {outcomeOf(item)} <RelativeTime dateTime={item.decided.at} />
      </span>
    );
  }
  if (!claim) return <span>Nobody is at it</span>;
  return (
    <span className="text-live" data-testid="claim">
      {claim.by.id === memberId ? "You are at it" : `${claim.by.name} is at it`}
    </span>
  );
}
