"use client";

import { toast } from "sonner";
import { Button } from "@/components/button";
import { RelativeTime } from "@/components/relative-time";
import { Skeleton } from "@/components/skeleton";
import { trpc } from "@/trpc/react";
import type { DeliveryView } from "../schema";
import { deliveryWords } from "./words";

const refreshMs = 3_000;

/** What an endpoint was sent, the latest first, kept up to date while it is looked at. */
export function Deliveries({ id }: { id: string }) {
  const { data, error } = trpc.webhook.deliveries.useQuery({ id }, { refetchInterval: refreshMs });
  if (error) return <p className="mt-4 text-danger text-sm">{error.message}</p>;
  if (!data) return <Skeleton className="mt-4 h-24" />;
  if (data.items.length === 0) return <p className="mt-4 text-ink-muted text-sm">Nothing was sent yet.</p>;
  return (
    <ol aria-label="The latest messages" className="mt-4 border-rule border-t text-sm">
      {data.items.map((delivery) => (
        <Delivery key={delivery.id} value={delivery} webhookId={id} />
      ))}
    </ol>
  );
}

function Delivery({ value, webhookId }: { value: DeliveryView; webhookId: string }) {
  const utils = trpc.useUtils();
  const again = trpc.webhook.redeliver.useMutation({
    onSuccess: () => utils.webhook.deliveries.invalidate({ id: webhookId }),
    onError: ({ message }) => void toast.error(message),
  });
  const { id, type, state, createdAt, nextAttemptAt, attempts, body } = value;
  const isOver = state !== "waiting" && state !== "withdrawn";
  return (
    <li className="border-rule border-b py-2" data-testid="delivery" data-state={state}>
      <details>
        <summary className="flex cursor-pointer flex-wrap gap-x-3 gap-y-0.5 py-1">
          <span className="font-medium">{type}</span>
          <span className={state === "failed" ? "text-danger" : "text-ink-muted"}>{deliveryWords[state]}</span>
          <span className="text-ink-muted">
            <RelativeTime dateTime={createdAt} />
          </span>
        </summary>
        <div className="py-2">
          <ul className="tabular-nums">
            {attempts.map(({ number, at, status, error, ms }) => (
              <li key={number} className="text-ink-muted">
                {number}. {new Date(at).toLocaleString("en-GB")}: {status === null ? error : `answered ${status}`} in{" "}
                {ms} ms
              </li>
            ))}
            {nextAttemptAt && attempts.length > 0 && (
              <li className="text-ink-muted">Next: {new Date(nextAttemptAt).toLocaleString("en-GB")}</li>
            )}
          </ul>
          <p className="mt-2 break-all text-ink-muted">webhook-id: {id}</p>
          {body && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <pre tabIndex={0} className="mt-2 max-h-64 overflow-auto rounded-sm bg-paper-sunk p-3 text-xs">
              {JSON.stringify(JSON.parse(body), null, 2)}
            </pre>
          )}
          {isOver && (
            <Button size="sm" className="mt-3" loading={again.isPending} onClick={() => again.mutate({ id })}>
              Send again
            </Button>
          )}
        </div>
      </details>
    </li>
  );
}
