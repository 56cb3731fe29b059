"use client";

import { Webhook } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SecretDialog } from "@/components/secret-dialog";
import { trpc } from "@/trpc/react";
import type { NewWebhook, WebhookView } from "../schema";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookRow } from "./webhook-row";

export function Webhooks({ initial }: { initial: WebhookView[] }) {
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { data: webhooks } = trpc.webhook.list.useQuery(undefined, { initialData: initial });
  const utils = trpc.useUtils();
  const create = trpc.webhook.create.useMutation({ onSuccess: (made) => show(made) });
  const show = (made: NewWebhook) => {
    setCreating(false);
    setSecret(made.secret);
    void utils.webhook.list.invalidate();
  };
  const open = (opened: boolean) => {
    create.reset();
    setCreating(opened);
  };
  return (
    <>
      <Button variant="primary" onClick={() => open(true)}>
        <Webhook aria-hidden="true" />
        New webhook
      </Button>
      {webhooks.length === 0 ? (
        <EmptyState
          className="mt-10"
          title="No webhooks yet"
          text="Add the address of a service, and it hears of what you choose within a second."
        />
      ) : (
        <ul className="mt-8 border-rule border-t">
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} value={webhook} onRotated={show} />
          ))}
        </ul>
      )}
      <WebhookDialog
        key={String(creating)}
        open={creating}
        onOpenChange={open}
        title="New webhook"
        action="Make the webhook"
        onSubmit={(values) => create.mutate(values)}
        busy={create.isPending}
        error={create.error}
      />
      <SecretDialog data-testid="webhook-secret" secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
