import { z } from "zod";
import { piece } from "../schema";
import type { ArrangedBook } from "./arrangement";

/**
 * How a member has arranged an import that is neither kept nor thrown away. It lies in this browser, so that a reload costs
 * nothing; where storage is barred it lasts as long as the page.
 */
const keyOf = (memberId: string, importId: string) => `inkwire:import:${memberId}:${importId}`;

const arrangement = z.array(
  z.object({
    title: z.string(),
    included: z.boolean(),
    chapters: z.array(
      z.object({ key: z.string(), title: z.string(), included: z.boolean(), pieces: z.array(piece).min(1) }),
    ),
  }),
);

export function readArrangement(memberId: string, importId: string): ArrangedBook[] | null {
  try {
    const kept = arrangement.safeParse(JSON.parse(localStorage.getItem(keyOf(memberId, importId)) ?? "null"));
    return kept.data ?? null;
  } catch {
    return null;
  }
}

export function keepArrangement(memberId: string, importId: string, books: readonly ArrangedBook[]): void {
  try {
    localStorage.setItem(keyOf(memberId, importId), JSON.stringify(books));
  } catch {
    // It lasts as long as the page, then.
  }
}

export function dropArrangement(memberId: string, importId: string): void {
  try {
    localStorage.removeItem(keyOf(memberId, importId));
  } catch {
    // Where storage is barred there is nothing to remove.
  }
}
