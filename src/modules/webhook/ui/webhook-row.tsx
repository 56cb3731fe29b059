"use client";

import { clsx } from "clsx";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { trpc } from "@/trpc/react";
import type { NewWebhook, WebhookView } from "../schema";
import { Deliveries } from "./deliveries";
import { WebhookDialog } from "./webhook-dialog";
import { amongWords, eventWords, stateOf } from "./words";

export function WebhookRow({ value, onRotated }: { value: WebhookView; onRotated: (made: NewWebhook) => void }) {
  const [open, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"edit" | "rotate" | "remove" | null>(null);
  const utils = trpc.useUtils();
  const onError = ({ message }: { message: string }) => void toast.error(message);
  const onSuccess = () => utils.webhook.list.invalidate();
  const update = trpc.webhook.update.useMutation({
    async onSuccess() {
      await onSuccess();
      setDialog(null);
    },
  });
  const pause = trpc.webhook.pause.useMutation({ onSuccess, onError });
  const rotate = trpc.webhook.rotate.useMutation({ onSuccess: onRotated, onError });
  const remove = trpc.webhook.remove.useMutation({ onSuccess, onError });
  const test = trpc.webhook.test.useMutation({
    onSuccess: () => utils.webhook.deliveries.invalidate({ id }),
    onError,
  });
  const { id, name, url, events, stories, paused, failingSince } = value;
  const close = (opened: boolean) => !opened && setDialog(null);
  const sendTest = () => {
    setOpen(true);
    test.mutate({ id });
  };
  return (
    <li className="border-rule border-b py-5" data-testid="webhook">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-medium">{name}</h2>
        <span className={clsx("text-sm", paused || failingSince ? "text-warn" : "text-live")}>{stateOf(value)}</span>
      </div>
      <p className="mt-1 break-all text-ink-muted text-sm">{url}</p>
      <p className="mt-1 text-ink-muted text-sm">
        {events
          .map((event) =>
            event === "story.published" ? `${eventWords[event]}, ${amongWords[stories]}` : eventWords[event],
          )
          .join(" · ")}
      </p>
      <div className="-ms-3 mt-3 flex flex-wrap gap-x-1">
        <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide its messages" : "Its messages"}
        </Button>
        <Button size="sm" variant="quiet" loading={test.isPending} onClick={sendTest}>
          Send a test
        </Button>
        <Button
          size="sm"
          variant="quiet"
          loading={pause.isPending}
          onClick={() => pause.mutate({ id, paused: paused === null })}
        >
          {paused ? "Go on" : "Pause"}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setDialog("edit")}>
          Change
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setDialog("rotate")}>
          New secret…
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setDialog("remove")}>
          Delete…
        </Button>
      </div>
      {open && <Deliveries id={id} />}
      <WebhookDialog
        key={`${dialog}`}
        open={dialog === "edit"}
        onOpenChange={close}
        title={`Change “${name}”`}
        action="Save"
        value={value}
        onSubmit={(values) => update.mutate({ id, ...values })}
        busy={update.isPending}
        error={update.error}
      />
      <ConfirmDialog
        open={dialog === "rotate"}
        onOpenChange={close}
        title={`A new secret for “${name}”?`}
        description="For a day messages are signed with both, so that your service can change over without a gap."
        confirmLabel="Make a new secret"
        onConfirm={() => rotate.mutateAsync({ id })}
      />
      <ConfirmDialog
        open={dialog === "remove"}
        onOpenChange={close}
        title={`Delete “${name}”?`}
        description="Nothing more is sent, also of what waits, and the log of its messages goes with it."
        confirmLabel="Delete"
        tone="danger"
        onConfirm={() => remove.mutateAsync({ id })}
      />
    </li>
  );
}
