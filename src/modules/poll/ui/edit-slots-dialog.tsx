"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { OptionView, PollView } from "../schema";
import { wallTimeAt } from "../zones";
import { PaintGrid } from "./paint-grid";
import { slotGrid } from "./slot-grid";
import { noOffer, type Offer, SlotOfferFields, slotsOf } from "./slot-offer-fields";

interface EditSlotsDialogProps {
  poll: PollView;
  onChanged: (poll: PollView) => void;
}

/** More times for an open poll, and fewer: those that nobody has marked can go. */
export function EditSlotsDialog(props: EditSlotsDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Add or take away times"
      description="Those who have answered keep their answers; to new times theirs is not known yet."
      trigger={<Button>Times</Button>}
    >
      {open && <SlotsForm {...props} onDone={() => setOpen(false)} />}
    </Dialog>
  );
}

function SlotsForm({ poll, onChanged, onDone }: EditSlotsDialogProps & { onDone: () => void }) {
  const { slug, timeZone, options } = poll;
  const [offer, setOffer] = useState(() => likeOffered(options, timeZone));
  const [removed, setRemoved] = useState<ReadonlySet<number>>(new Set());
  const [problem, setProblem] = useState<string>();
  const edit = trpc.poll.edit.useMutation({
    onSuccess(changed) {
      onChanged(changed);
      onDone();
    },
  });
  const free = options.filter(({ number }) => isUnmarked(poll, number));
  // Somebody may mark one while it stands here to go.
  const removeOptions = free.flatMap(({ number }) => (removed.has(number) ? [number] : []));
  const addSlots = newSlots(offer, poll);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (edit.isPending) return;
    const left = options.length - removeOptions.length + addSlots.length;
    setProblem(left === 0 ? "Leave at least one time." : undefined);
    if (left > 0) edit.mutate({ slug, addSlots, removeOptions });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-8">
      {free.length > 0 ? (
        <div>
          <p className="mb-1 font-medium text-ui">Times that nobody has marked</p>
          <p className="mb-2 text-ink-muted text-sm">Press those that should go. What stays is marked.</p>
          <PaintGrid
            label="Times that stay"
            shape={slotGrid(free, timeZone)}
            markOf={(number) => (removed.has(number) ? "no" : "yes")}
            brush="yes"
            keys={{ y: "yes", n: "no" }}
            onPaint={(numbers, mark) => {
              const next = new Set(removed);
              for (const number of numbers) mark === "no" ? next.add(number) : next.delete(number);
              setRemoved(next);
            }}
          />
          <p role="status" className="mt-2 text-sm tabular-nums">
            {removeOptions.length > 0 && inWords(removeOptions.length, "goes", "go")}
          </p>
        </div>
      ) : (
        <p className="text-ink-muted text-sm">Somebody has marked each of the times, so all of them stay.</p>
      )}
      <SlotOfferFields
        legend="More times"
        offer={offer}
        zone={timeZone}
        error={problem}
        countInWords={() =>
          addSlots.length === 0 ? "None comes in addition" : inWords(addSlots.length, "comes", "come")
        }
        onChange={setOffer}
      />
      {edit.error && (
        <Notice tone="danger" role="alert" title="The times were not changed">
          {reasonOf(edit.error) ? (edit.error as AppClientError).message : "The server could not be reached."}
        </Notice>
      )}
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          loading={edit.isPending}
          disabled={addSlots.length + removeOptions.length === 0}
        >
          Save the times
        </Button>
      </div>
    </form>
  );
}

const inWords = (count: number, one: string, several: string): string =>
  count === 1 ? `1 time ${one}` : `${count} times ${several}`;

/** Whether nobody who answered said yes, or if need be. The organiser always knows the results. */
function isUnmarked({ results }: PollView, number: number): boolean {
  const count = results?.options.find((option) => option.number === number);
  return count !== undefined && count.yes + count.maybe === 0;
}

/** At the times of day, and as long, as what is offered already; on no day yet. */
function likeOffered(options: readonly OptionView[], timeZone: string): Offer {
  const times = options.flatMap(({ startsAt }) => (startsAt ? [wallTimeAt(startsAt, timeZone).time] : []));
  const [first] = options;
  const minutes =
    first?.startsAt && first.endsAt
      ? (Date.parse(first.endsAt) - Date.parse(first.startsAt)) / 60_000
      : noOffer.minutes;
  return { ...noOffer, times: [...new Set(times)].sort(), minutes };
}

function newSlots(offer: Offer, { options, timeZone }: PollView) {
  const there = new Set(options.map(({ startsAt }) => startsAt));
  return slotsOf(offer, timeZone).filter(({ startsAt }) => !there.has(startsAt));
}
