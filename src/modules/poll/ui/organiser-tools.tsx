"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { ShareButton } from "@/modules/story/ui/reader/share-button";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import { EditPollDialog } from "./edit-poll-dialog";
import { EditSlotsDialog } from "./edit-slots-dialog";
import type { PollWatch } from "./use-poll";
import { nameOfOption } from "./words";

/** What who made a poll can do with it. */
export function OrganiserTools({ watch: { poll, take }, zone }: { watch: PollWatch; zone: string }) {
  const router = useRouter();
  const { slug, closedAt } = poll;
  const failed = { onError: sayFailed };
  const close = trpc.poll.close.useMutation({ ...failed, onSuccess: take });
  const reopen = trpc.poll.reopen.useMutation({ ...failed, onSuccess: take });
  const remove = trpc.poll.remove.useMutation({ ...failed, onSuccess: () => router.push("/polls?filter=mine") });
  return (
    <div className="mt-6 flex flex-wrap items-center gap-2" data-testid="organiser-tools">
      <ShareButton title={poll.question} />
      {closedAt === null ? (
        <>
          <EditPollDialog poll={poll} onChanged={take} />
          {poll.kind === "availability" && <EditSlotsDialog poll={poll} onChanged={take} />}
          <ConfirmDialog
            title="Close this poll now?"
            description="Nobody can answer any more, and everybody sees the results. Those who answered are told what won. You can open it again."
            confirmLabel="Close the poll"
            onConfirm={() => close.mutateAsync({ slug })}
            trigger={<Button>Close it now</Button>}
          />
        </>
      ) : (
        <>
          <WinnerDialog watch={{ poll, take }} zone={zone} />
          <Button loading={reopen.isPending} onClick={() => reopen.mutate({ slug })}>
            Open it again
          </Button>
        </>
      )}
      <ConfirmDialog
        title="Delete this poll?"
        description="All answers are deleted with it. This cannot be taken back."
        confirmLabel="Delete the poll"
        tone="danger"
        onConfirm={() => remove.mutateAsync({ slug })}
        trigger={<Button variant="quiet">Delete</Button>}
      />
    </div>
  );
}

const sayFailed = (error: unknown): void =>
  void toast.error(
    reasonOf(error) ? (error as AppClientError).message : "That did not reach the server. Try again in a moment.",
  );

function WinnerDialog({ watch: { poll, take }, zone }: { watch: Pick<PollWatch, "poll" | "take">; zone: string }) {
  const [winner, setWinner] = useState<number | null>(null);
  const chosen = winner ?? poll.winners[0] ?? poll.options[0]?.number ?? 0;
  const close = trpc.poll.close.useMutation({ onSuccess: take, onError: sayFailed });
  return (
    <ConfirmDialog
      title="Choose what wins"
      description="Instead of what has the most answers, such as to settle a tie. Those who have not been told yet hear this."
      confirmLabel="Make it the winner"
      onConfirm={() => close.mutateAsync({ slug: poll.slug, winner: chosen })}
      trigger={<Button>Choose what wins</Button>}
    >
      <Field label="The winner" className="mt-4">
        {(control) => (
          <Select {...control} value={chosen} onChange={({ target }) => setWinner(Number(target.value))}>
            {poll.options.map((option) => (
              <option key={option.number} value={option.number}>
                {nameOfOption(option, zone)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ConfirmDialog>
  );
}
