"use client";

import { CheckCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { NavTabs } from "@/components/nav-tabs";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { catalogue, notificationTypes } from "../catalogue";
import type { ListInput, NotificationPage } from "../schema";
import { NewOnes } from "./new-ones";
import { NotificationRow } from "./notification-row";
import { useNotifications } from "./use-notifications";
import { useSeen } from "./use-seen";

type Wanted = Pick<ListInput, "filter" | "type">;

const addressOf = ({ filter, type }: Wanted) => {
  const search = new URLSearchParams({ ...(filter === "unread" && { filter }), ...(type && { type }) });
  return `/notifications${search.size > 0 ? `?${search}` : ""}`;
};

/** All notifications, by the filters in the address. */
export function NotificationList({ first, wanted }: { first: NotificationPage; wanted: Wanted }) {
  const list = useNotifications(first, wanted);
  useSeen(list.items);
  const router = useRouter();
  const { filter, type } = wanted;
  return (
    <>
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-4 gap-y-3 border-rule sm:border-b">
        <NavTabs
          label="Notifications by state"
          className="max-sm:w-full sm:border-b-0!"
          items={[
            { href: addressOf({ filter: "all", type }), label: "All", current: filter === "all" },
            { href: addressOf({ filter: "unread", type }), label: "Unread", current: filter === "unread" },
          ]}
        />
        <div className="mb-2 flex items-center gap-2 max-sm:w-full">
          <Select
            aria-label="Kind of notification"
            value={type ?? ""}
            onChange={({ target }) => {
              const chosen = notificationTypes.find((candidate) => candidate === target.value);
              router.push(addressOf({ filter, type: chosen }));
            }}
            className="min-w-0 max-sm:flex-1 sm:w-44"
          >
            <option value="">Any kind</option>
            {notificationTypes.map((candidate) => (
              <option key={candidate} value={candidate}>
                {catalogue[candidate].name}
              </option>
            ))}
          </Select>
          <Button disabled={list.unread === 0} onClick={list.markAllRead}>
            <CheckCheck aria-hidden="true" />
            Mark all read
          </Button>
        </div>
      </div>
      <NewOnes count={list.pending.length} onShow={list.show} />
      {list.items.length === 0 ? (
        <NothingHere filtered={filter === "unread" || type !== undefined} />
      ) : (
        <ul className="-mx-4 divide-y divide-rule">
          {list.items.map((item) => (
            <NotificationRow key={item.id} notification={item} onRead={() => list.markRead([item.id])} />
          ))}
        </ul>
      )}
      {list.failed && (
        <Notice role="alert" tone="danger" title="The older notifications did not load" className="mt-6">
          What you see stays as it is.
        </Notice>
      )}
      {list.nextCursor && (
        <div className="mt-8 text-center">
          <Button loading={list.loading} onClick={() => void list.loadMore()}>
            {list.failed ? "Try again" : "Load more"}
          </Button>
        </div>
      )}
    </>
  );
}

function NothingHere({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState
      title="You’re all caught up"
      text={
        filtered
          ? "Nothing here by these filters."
          : "When someone you follow publishes, or somebody answers you, it shows up here."
      }
      actions={
        <Button asChild>
          <Link href={filtered ? "/notifications" : "/community"}>
            {filtered ? "Show all" : "Find someone to follow"}
          </Link>
        </Button>
      }
    />
  );
}
