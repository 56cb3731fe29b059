"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { RelativeTime } from "@/components/relative-time";
import { trpc } from "@/trpc/react";
import type { ApiKeyView, NewApiKey } from "../schema";
import { KeyRequests } from "./key-requests";
import { scopeWords } from "./scopes";

export function KeyRow({ value, onRotated }: { value: ApiKeyView; onRotated: (key: NewApiKey) => void }) {
  const [open, setOpen] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const utils = trpc.useUtils();
  const failed = ({ message }: { message: string }) => void toast.error(message);
  const revoke = trpc.apiKey.revoke.useMutation({
    onSuccess: () => utils.apiKey.list.invalidate(),
    onError: failed,
  });
  const rotate = trpc.apiKey.rotate.useMutation({ onSuccess: onRotated, onError: failed });
  const { id, name, start, scopes, lastUsedAt, expiresAt } = value;
  return (
    <li className="border-rule border-b py-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-medium">{name}</h2>
        <code className="text-ink-muted text-sm">{start}…</code>
      </div>
      <p className="mt-1 text-ink-muted text-sm">
        {scopes.map((one) => scopeWords[one].name).join(", ")} ·{" "}
        {lastUsedAt ? (
          <>
            last used <RelativeTime dateTime={lastUsedAt} />
          </>
        ) : (
          "never used"
        )}{" "}
        ·{" "}
        {expiresAt
          ? `until ${new Date(expiresAt).toLocaleDateString("en-GB", { dateStyle: "medium" })}`
          : "does not expire"}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide its requests" : "Its requests"}
        </Button>
        <Button size="sm" variant="quiet" loading={rotate.isPending} onClick={() => rotate.mutate({ id })}>
          Replace
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setRevoking(true)}>
          Revoke…
        </Button>
      </div>
      {open && <KeyRequests id={id} />}
      <ConfirmDialog
        open={revoking}
        onOpenChange={setRevoking}
        title={`Revoke “${name}”?`}
        description="What uses it stops working at once. This cannot be undone."
        confirmLabel="Revoke"
        onConfirm={() => revoke.mutate({ id })}
      />
    </li>
  );
}
