"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { RelativeTime } from "@/components/relative-time";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";
import type { MeasureView } from "../schema";
import { measureWords } from "./words";

/** What was done about this member before; what is still in force can be lifted. */
export function History({ measures, onLifted }: { measures: readonly MeasureView[]; onLifted: () => void }) {
  const [lifting, setLifting] = useState<MeasureView | null>(null);
  if (measures.length === 0) return null;
  return (
    <section aria-labelledby="history" className="mt-8">
      <h2 id="history" className="font-medium text-ui">
        What was done about this member
      </h2>
      <ul className="mt-2 divide-y divide-rule border-rule border-y">
        {measures.map((measure) => (
          <li key={measure.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="wrap-anywhere">
                <span className="font-medium">{measureWords[measure.kind]}</span>: {measure.title}
              </p>
              <p className="wrap-anywhere text-ink-muted text-sm">
                {measure.reason} · <RelativeTime dateTime={measure.at} />
                {measure.liftedAt && " · no longer in force"}
              </p>
            </div>
            {!measure.liftedAt && (
              <Button size="sm" onClick={() => setLifting(measure)} aria-label={`Lift: ${measure.title}`}>
                Lift
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LiftDialog
        measure={lifting}
        onClose={() => setLifting(null)}
        onLifted={() => {
          setLifting(null);
          onLifted();
        }}
      />
    </section>
  );
}

interface LiftDialogProps {
  measure: MeasureView | null;
  onClose: () => void;
  onLifted: () => void;
}

function LiftDialog({ measure, onClose, onLifted }: LiftDialogProps) {
  const [reason, setReason] = useState("");
  const lift = trpc.moderation.lift.useMutation({
    onSuccess() {
      setReason("");
      toast.success("Lifted");
      onLifted();
    },
  });
  const send = () => measure && reason.trim() && lift.mutate({ measureId: measure.id, reason });
  return (
    <Dialog
      open={measure !== null}
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Lift this?"
      description="What was hidden is there again; who was suspended may come back."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!reason.trim()} loading={lift.isPending} onClick={send}>
            Lift it
          </Button>
        </>
      }
    >
      <Field label="Reason" hint="The member reads this" required error={lift.error?.message}>
        {(control) => <TextArea {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </Dialog>
  );
}
