"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** A text under somebody else's hands is looked at this often. */
const readAlongMs = 4_000;

/**
 * Whether a text is only to be read: while it is another's turn, and from then until what they wrote is here.
 * @param catchUp brings the text as the server has it.
 */
export function useTurn(away: boolean, catchUp: () => Promise<void>): boolean {
  const [behind, setBehind] = useState(away);
  const look = useEffectEvent(catchUp);
  useEffect(() => {
    if (away) {
      setBehind(true);
      void look();
      const timer = setInterval(() => void look(), readAlongMs);
      return () => clearInterval(timer);
    }
    let over = false;
    void look().finally(() => !over && setBehind(false));
    return () => {
      over = true;
    };
  }, [away]);
  return away || behind;
}
