"use client";

import { useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  /** @param through also all between this one and the one that was chosen last */
  choose(id: string, chosen: boolean, through?: boolean): void;
  /** Exactly these. */
  set(ids: readonly string[]): void;
  clear(): void;
}

const none: ReadonlySet<string> = new Set();

/** Which of a list are chosen. @param order the ids of the list as it is shown */
export function useSelection(order: readonly string[]): Selection {
  const [{ ids, anchor }, setState] = useState({ ids: none, anchor: "" });
  return {
    ids,
    choose(id, chosen, through = false) {
      const from = through ? order.indexOf(anchor) : -1;
      const to = order.indexOf(id);
      const range = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
      setState((known) => {
        const next = new Set(known.ids);
        for (const one of range) {
          if (chosen) next.add(one);
          else next.delete(one);
        }
        return { ids: next, anchor: id };
      });
    },
    set: (all) => setState({ ids: new Set(all), anchor: "" }),
    clear: () => setState({ ids: none, anchor: "" }),
  };
}
