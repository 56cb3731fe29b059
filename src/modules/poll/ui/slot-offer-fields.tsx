"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { IconButton } from "@/components/icon-button";
import { Select } from "@/components/select";
import { Skeleton } from "@/components/skeleton";
import { TextInput } from "@/components/text-input";
import { instantOf, wallTimeAt } from "../zones";
import { calendarGrid, dayOf } from "./calendar-grid";
import { PaintGrid } from "./paint-grid";
import { slotGrid } from "./slot-grid";
import { useOwnZone } from "./use-time-zone";

/** The days and times that a poll is to offer: each day at each time, but for what was left out. */
export interface Offer {
  days: readonly string[];
  times: readonly string[];
  minutes: number;
  /** Beginnings, as ISO dates. */
  leftOut: ReadonlySet<string>;
}

export const noOffer: Offer = { days: [], times: ["19:30"], minutes: 90, leftOut: new Set() };

/** All that days and times come to, those left out included. */
function allSlots({ days, times, minutes }: Offer, zone: string) {
  return days
    .flatMap((day) => [...new Set(times)].filter(Boolean).map((time) => instantOf({ day, time }, zone)))
    .sort((a, b) => a - b)
    .map((at) => ({ startsAt: new Date(at).toISOString(), endsAt: new Date(at + minutes * 60_000).toISOString() }));
}

export const slotsOf = (offer: Offer, zone: string) =>
  allSlots(offer, zone).filter(({ startsAt }) => !offer.leftOut.has(startsAt));

const lengths = [30, 45, 60, 90, 120, 180];
const weeksAtOnce = 5;

interface SlotOfferFieldsProps {
  legend: string;
  offer: Offer;
  zone: string;
  error: string | undefined;
  /** What the number of times is said as. */
  countInWords: (slots: number) => string;
  onChange: (offer: Offer) => void;
  /** Where the zone is not settled yet. */
  onZone?: (zone: string) => void;
}

export function SlotOfferFields({ legend, offer, zone, error, countInWords, onChange, onZone }: SlotOfferFieldsProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-6">
      <legend className="mb-4 font-semibold font-serif text-title">{legend}</legend>
      <DayPicker offer={offer} zone={zone} onChange={onChange} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TimeList offer={offer} onChange={onChange} />
        <div className="flex flex-col gap-5">
          <Field label="How long">
            {(control) => (
              <Select
                {...control}
                value={offer.minutes}
                onChange={({ target }) => onChange({ ...offer, minutes: Number(target.value) })}
              >
                {lengths.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes} minutes
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {onZone && <ZoneField zone={zone} onZone={onZone} />}
        </div>
      </div>
      {offer.days.length > 1 && offer.times.length > 1 && <LeaveOut offer={offer} zone={zone} onChange={onChange} />}
      <p role="status" className="text-ui tabular-nums">
        {countInWords(slotsOf(offer, zone).length)}
        {error && <span className="block text-danger text-sm">{error}</span>}
      </p>
    </fieldset>
  );
}

type PartProps = Pick<SlotOfferFieldsProps, "offer" | "zone" | "onChange">;

const brush = { brush: "yes", keys: { y: "yes", n: "no" } } as const;

function DayPicker({ offer, zone, onChange }: PartProps) {
  const [weeks, setWeeks] = useState(weeksAtOnce);
  // The server's day may be another one.
  const inBrowser = useOwnZone() !== null;
  if (!inBrowser) return <Skeleton className="h-72" />;
  const days = new Set(offer.days);
  return (
    <div>
      <p className="mb-1 font-medium text-ui">Days</p>
      <p className="mb-2 text-ink-muted text-sm">
        <span className="pointer-coarse:hidden">Press them, or drag across several.</span>
        <span className="hidden pointer-coarse:inline">Tap them, or hold and drag across several.</span>
      </p>
      <PaintGrid
        label="Days"
        shape={calendarGrid(wallTimeAt(Date.now(), zone).day, weeks)}
        markOf={(number) => (days.has(dayOf(number)) ? "yes" : "no")}
        {...brush}
        onPaint={(numbers, mark) => {
          const painted = numbers.map(dayOf);
          const others = offer.days.filter((day) => !painted.includes(day));
          onChange({ ...offer, days: mark === "no" ? others : [...others, ...painted].sort() });
        }}
      />
      <Button size="sm" variant="quiet" className="mt-2" onClick={() => setWeeks(weeks + weeksAtOnce)}>
        Later weeks
      </Button>
    </div>
  );
}

function TimeList({ offer, onChange }: Pick<PartProps, "offer" | "onChange">) {
  const { times } = offer;
  const setTimes = (next: readonly string[]) => onChange({ ...offer, times: next });
  return (
    <div>
      <p className="font-medium text-ui">Beginning at</p>
      <ul className="mt-1.5 flex flex-col gap-2">
        {times.map((time, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a time is known by its place alone
          <li key={index} className="flex gap-2">
            <TextInput
              type="time"
              aria-label={`Time ${index + 1}`}
              value={time}
              onChange={({ target }) => setTimes(times.with(index, target.value))}
            />
            {times.length > 1 && (
              <IconButton label={`Remove time ${index + 1}`} onClick={() => setTimes(times.toSpliced(index, 1))}>
                <X aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {times.length < 24 && (
        <Button size="sm" className="mt-2" onClick={() => setTimes([...times, laterThan(times.at(-1) ?? "")])}>
          <Plus aria-hidden="true" />
          One more time
        </Button>
      )}
    </div>
  );
}

/** An hour later, where that is the same day. */
function laterThan(time: string): string {
  const [hours = 18, minutes = 0] = time.split(":").map(Number);
  return `${String(Math.min(hours + 1, 23)).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

function LeaveOut({ offer, zone, onChange }: PartProps) {
  const slots = allSlots(offer, zone);
  const options = slots.map((slot, index) => ({ ...slot, number: index + 1, text: "" }));
  const startOf = (number: number) => slots[number - 1]?.startsAt ?? "";
  return (
    <div>
      <p className="mb-1 font-medium text-ui">Leave some out</p>
      <p className="mb-2 text-ink-muted text-sm">What is marked is offered.</p>
      <PaintGrid
        label="Times that are offered"
        shape={slotGrid(options, zone)}
        markOf={(number) => (offer.leftOut.has(startOf(number)) ? "no" : "yes")}
        {...brush}
        onPaint={(numbers, mark) => {
          const leftOut = new Set(offer.leftOut);
          for (const start of numbers.map(startOf)) mark === "no" ? leftOut.add(start) : leftOut.delete(start);
          onChange({ ...offer, leftOut });
        }}
      />
    </div>
  );
}

function ZoneField({ zone, onZone }: { zone: string; onZone: (zone: string) => void }) {
  const inBrowser = useOwnZone() !== null;
  const zones = inBrowser ? Intl.supportedValuesOf("timeZone") : [];
  return (
    <Field label="Time zone" hint="Everybody sees the times by their own clocks.">
      {(control) => (
        <Select {...control} value={zone} onChange={({ target }) => onZone(target.value)}>
          {!zones.includes(zone) && <option value={zone}>{zone}</option>}
          {zones.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
