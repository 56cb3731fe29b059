import { z } from "zod";
import { keep, readKeptJson } from "@/platform/kept";
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

export const readArrangement = (memberId: string, importId: string): ArrangedBook[] | null =>
  arrangement.safeParse(readKeptJson(keyOf(memberId, importId))).data ?? null;

export const keepArrangement = (memberId: string, importId: string, books: readonly ArrangedBook[]): void =>
  void keep(keyOf(memberId, importId), JSON.stringify(books));

export const dropArrangement = (memberId: string, importId: string): void => void keep(keyOf(memberId, importId), "");
