"use client";

import { describeZone } from "../zones";
import type { useShownZone } from "./use-time-zone";

interface ZoneSwitchProps {
  zones: ReturnType<typeof useShownZone>;
  organisers: string;
  /** A moment of the poll, since the distance between zones changes with the seasons. */
  at: string;
}

/** Whose clocks the times are shown by. */
export function ZoneSwitch({ zones: { zone, own, theirs, setTheirs }, organisers, at }: ZoneSwitchProps) {
  return (
    <p className="text-ink-muted text-sm">
      Times in {describeZone(zone, at)}
      {own !== organisers && (
        <>
          {". "}
          <button type="button" className="link" onClick={() => setTheirs(!theirs)}>
            {theirs ? "Show them in mine" : `Show them in ${describeZone(organisers, at)}`}
          </button>
        </>
      )}
    </p>
  );
}
