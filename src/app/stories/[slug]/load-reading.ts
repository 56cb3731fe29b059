import { cookies } from "next/headers";
import { cache } from "react";
import type { Place, ReaderSettings } from "@/modules/reading/schema";
import { readSettings, settingsCookie, usualSettings } from "@/modules/reading/schema";
import { caller, pageActor } from "@/trpc/server";

/** How who asks for the page likes to read: what a member has set anywhere, else what this browser keeps. */
export const loadSettings = cache(async (): Promise<ReaderSettings> => {
  const actor = await pageActor();
  const own = actor.kind === "member" ? await (await caller()).reading.settings() : null;
  if (own) return own;
  const kept = (await cookies()).get(settingsCookie)?.value;
  if (!kept) return usualSettings;
  try {
    return readSettings(JSON.parse(kept));
  } catch {
    return usualSettings;
  }
});

export interface Reading {
  memberId: string | null;
  places: Place[];
  /** Null for a guest. */
  saved: boolean | null;
}

/** What who asks for the page has read of a story. */
export const loadReading = cache(async (storyId: string): Promise<Reading> => {
  const actor = await pageActor();
  if (actor.kind !== "member") return { memberId: null, places: [], saved: null };
  const { places, saved } = await (await caller()).reading.places({ storyId });
  return { memberId: actor.id, places, saved };
});
