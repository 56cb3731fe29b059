"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { Notice } from "@/components/notice";
import { isResync } from "@/live/cursor";
import { keep, readKept } from "@/platform/kept";
import { trpc } from "@/trpc/react";
import type { BulletinView } from "../schema";

/** The last notice that was dismissed; without storage it is so until the next page. */
const storageKey = "inkwire.bulletin-dismissed";

/** Over the foot of the page, so that nothing moves under a reader when a notice comes or goes. */
export function BulletinBar({ first, live }: { first: BulletinView | null; live: string }) {
  const { bulletin, dismiss } = useBulletin(first, live);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex justify-center p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      {bulletin && (
        <Notice
          data-testid="bulletin"
          tone={bulletin.tone}
          className="pointer-events-auto w-full max-w-prose shadow-float motion-safe:animate-arrive"
          actions={
            <IconButton label="Dismiss this notice" size="sm" onClick={dismiss}>
              <X aria-hidden="true" />
            </IconButton>
          }
        >
          {bulletin.text}
        </Notice>
      )}
    </div>
  );
}

/** The notice to be shown, and how to be rid of it on this device. */
function useBulletin(first: BulletinView | null, live: string) {
  // Shown once the page is alive, since only then it is known whether it was dismissed here.
  const [bulletin, setBulletin] = useState<BulletinView | null>(null);
  const [lastEventId] = useState(live);
  const utils = trpc.useUtils();
  const show = (next: BulletinView | null) => setBulletin(next && next.id !== readKept(storageKey) ? next : null);

  useEffect(() => setBulletin(first && first.id !== readKept(storageKey) ? first : null), [first]);
  trpc.bulletin.onChanged.useSubscription(
    { lastEventId },
    {
      onData({ data }) {
        if (!isResync(data)) return show(data.bulletin);
        void utils.bulletin.current.fetch(undefined, { staleTime: 0 }).then(
          ({ bulletin }) => show(bulletin),
          () => {},
        );
      },
    },
  );

  const endsAt = bulletin?.endsAt ?? null;
  useEffect(() => {
    if (endsAt === null) return;
    // A timer holds 24 days at most; a page that is open for so long is told by its stream.
    const timer = setTimeout(
      () => setBulletin(null),
      Math.min(Math.max(0, Date.parse(endsAt) - Date.now()), 2 ** 31 - 1),
    );
    return () => clearTimeout(timer);
  }, [endsAt]);

  return {
    bulletin,
    dismiss() {
      if (bulletin) keep(storageKey, bulletin.id);
      setBulletin(null);
    },
  };
}
