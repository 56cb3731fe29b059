"use client";

import { useState } from "react";
import { trpc } from "@/trpc/react";
import type { Roster } from "../schema";
import { heardIn } from "./room-state";

/** Who is in a room, which one is in oneself while this is on the page; null until it is known. */
export function useRoom(room: string, at?: string): Roster | null {
  const [roster, setRoster] = useState<Roster | null>(null);
  trpc.presence.watch.useSubscription(
    { room, at },
    {
      onData: (message) => setRoster((known) => heardIn(known, "data" in message ? message.data : message)),
      // Not to be seen any more: nobody is shown rather than somebody who may have left.
      onComplete: () => setRoster(null),
      onError: () => setRoster(null),
    },
  );
  return roster;
}
