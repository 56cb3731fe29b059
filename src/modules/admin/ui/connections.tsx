"use client";

import Link from "next/link";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { RelativeTime } from "@/components/relative-time";
import { trpc } from "@/trpc/react";
import type { ConnectionsView } from "../schema";
import { AsOf, pollMs } from "./as-of";
import { number } from "./format";

/** The connections that are open, whose they are, what they carry, and how to end them. */
export function Connections({ first }: { first: ConnectionsView }) {
  const query = trpc.admin.connections.useQuery(undefined, {
    initialData: first,
    refetchInterval: pollMs,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: pollMs,
  });
  const disconnect = trpc.admin.disconnect.useMutation({
    onSuccess: () => void toast.success("Disconnected. It is gone from this list within five seconds"),
    onError: (error) => void toast.error("That did not work", { description: error.message }),
  });
  const { asOf, total, items } = query.data;
  return (
    <>
      <div className="mt-3">
        <AsOf at={asOf} failed={query.isError} loading={query.isFetching} onRefresh={() => void query.refetch()} />
      </div>
      <p className="mt-4">
        {number(total)} {total === 1 ? "connection is" : "connections are"} open
        {items.length < total && `; these are the ${number(items.length)} that have been for longest`}.
      </p>
      {items.length === 0 ? (
        <EmptyState title="Nobody is watching" text="Each open page of Inkwire holds one connection." />
      ) : (
        <ul className="mt-4 divide-y divide-rule border-rule border-y">
          {items.map(({ processId, process, id, handle, openedAt, procedures }) => (
            <li
              key={`${processId} ${id}`}
              data-testid="connection"
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
            >
              <div className="min-w-0 flex-1 basis-60">
                <p>
                  {handle ? (
                    <Link href={`/members/${handle}`} className="rounded-sm font-medium hover:text-accent">
                      @{handle}
                    </Link>
                  ) : (
                    <span className="font-medium">A guest</span>
                  )}{" "}
                  <span className="text-ink-muted text-sm">
                    at {process}, opened <RelativeTime dateTime={openedAt} />
                  </span>
                </p>
                <p className="wrap-anywhere text-ink-muted text-sm">{namesOf(procedures)}</p>
              </div>
              <Button
                size="sm"
                disabled={disconnect.isPending}
                aria-label={`Disconnect ${handle ? `@${handle}` : "a guest"}, connection ${id}`}
                onClick={() => disconnect.mutate({ processId, connectionId: id })}
              >
                Disconnect
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** "story.onPublished, job.onUpdate × 3" */
function namesOf(procedures: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of procedures) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name)).join(", ");
}
