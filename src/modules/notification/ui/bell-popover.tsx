"use client";

import Link from "next/link";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { trpc } from "@/trpc/react";
import type { NotificationPage } from "../schema";
import { NewOnes } from "./new-ones";
import { NotificationRow } from "./notification-row";
import { RowSkeletons } from "./row-skeletons";
import { useNotifications } from "./use-notifications";
import { useSeen } from "./use-seen";

const latest = { limit: 8 };

export function BellPopover({ onClose }: { onClose: () => void }) {
  // Read anew at each opening: what the last one read is shown nowhere else.
  const query = trpc.notification.list.useQuery(latest, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
  if (query.data) return <Latest first={query.data} onClose={onClose} />;
  if (query.isError) {
    return (
      <div className="p-4">
        <ErrorState actions={<Button onClick={() => void query.refetch()}>Try again</Button>} />
      </div>
    );
  }
  return <RowSkeletons count={4} />;
}

function Latest({ first, onClose }: { first: NotificationPage; onClose: () => void }) {
  const { items, pending, unread, show, markRead, markAllRead } = useNotifications(first, latest);
  useSeen(items);
  return (
    <>
      <div className="flex min-h-12 items-center justify-between gap-2 border-rule border-b px-4">
        <h2 className="font-semibold">Notifications</h2>
        {unread > 0 && (
          <Button size="sm" variant="quiet" className="-me-2" onClick={markAllRead}>
            Mark all read
          </Button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <NewOnes count={pending.length} onShow={show} />
        {items.length === 0 ? (
          <p className="px-4 py-10 text-center font-serif text-ink-muted italic">You’re all caught up.</p>
        ) : (
          <ul className="divide-y divide-rule">
            {items.map((item) => (
              <NotificationRow key={item.id} notification={item} onRead={() => markRead([item.id])} onOpen={onClose} />
            ))}
          </ul>
        )}
      </div>
      <Link
        href="/notifications"
        onClick={onClose}
        className="border-rule border-t px-4 py-3 text-center font-medium text-ui -outline-offset-2 hover:bg-paper-sunk"
      >
        See all notifications
      </Link>
    </>
  );
}
