import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView } from "@/modules/member/schema";

/** Who has not written for so long can be taken the pen from, in milliseconds. */
export const idleMs = 2 * 60_000;
/** Who does not answer for so long, too. */
export const patienceMs = 30_000;

export const penView = z.object({
  chapterId: z.string(),
  holder: authorView,
  since: z.iso.datetime(),
  /** Who would like to have it. */
  asked: z.object({ by: authorView, at: z.iso.datetime() }).nullable(),
  /** Grows with every change. */
  version: z.number().int(),
});
export type PenView = z.infer<typeof penView>;

export const penList = z.object({ pens: z.array(penView), live: z.string() });
export type PenList = z.infer<typeof penList>;

export const pensInput = z.object({ storyId: z.uuid() });
export const penInput = z.object({ chapterId: z.uuid() });
export const onPensInput = z.object({ storyId: z.uuid(), ...resumable });
