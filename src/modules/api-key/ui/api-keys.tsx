"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SecretDialog } from "@/components/secret-dialog";
import { trpc } from "@/trpc/react";
import type { ApiKeyView, NewApiKey } from "../schema";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyRow } from "./key-row";

export function ApiKeys({ initial, isStaff }: { initial: ApiKeyView[]; isStaff: boolean }) {
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const { data: keys } = trpc.apiKey.list.useQuery(undefined, { initialData: initial });
  const utils = trpc.useUtils();
  const show = (key: NewApiKey) => {
    setCreating(false);
    setMade(key);
    void utils.apiKey.list.invalidate();
  };
  return (
    <>
      <Button variant="primary" onClick={() => setCreating(true)}>
        <KeyRound aria-hidden="true" />
        New key
      </Button>
      {keys.length === 0 ? (
        <EmptyState
          className="mt-10"
          title="No keys yet"
          text="Make one for each service, so that each can be revoked by itself."
        />
      ) : (
        <ul className="mt-8 border-rule border-t">
          {keys.map((key) => (
            <KeyRow key={key.id} value={key} onRotated={show} />
          ))}
        </ul>
      )}
      <CreateKeyDialog open={creating} onOpenChange={setCreating} isStaff={isStaff} onMade={show} />
      <SecretDialog data-testid="new-key" secret={made?.key ?? null} onClose={() => setMade(null)} />
    </>
  );
}
