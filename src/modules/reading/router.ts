import { z } from "zod";
import { live } from "@/live/live";
import { noRelations, viewerOf } from "@/modules/member/actor";
import { member, router } from "@/trpc/init";
import { forgetStory, markRead, movePlace, saveReaderSettings, saveStory } from "./commands";
import { placeMoved } from "./events";
import { getReaderSettings, getStoryPlaces, listHistory, listSaved } from "./queries";
import {
  historyPage,
  markReadInput,
  movePlaceInput,
  ofStoryInput,
  onMovedInput,
  pageInput,
  place,
  readerSettings,
  savedPage,
  savedState,
  saveStoryInput,
  storyPlaces,
} from "./schema";

/** What a member reads and has read; nobody else's affair. */
export const readingRouter = router({
  places: member
    .input(ofStoryInput)
    .output(storyPlaces)
    .query(({ ctx, input }) => getStoryPlaces(ctx.actor, input)),
  history: member
    .input(pageInput)
    .output(historyPage)
    .query(({ ctx, input }) => listHistory(ctx.actor, input)),
  saved: member
    .input(pageInput)
    .output(savedPage)
    .query(({ ctx, input }) => listSaved(ctx.actor, input)),
  settings: member.output(readerSettings.nullable()).query(({ ctx }) => getReaderSettings(ctx.actor)),

  move: member
    .input(movePlaceInput)
    .output(place)
    .mutation(({ ctx, input }) => movePlace(ctx.actor, input, ctx)),
  mark: member
    .input(markReadInput)
    .output(storyPlaces)
    .mutation(({ ctx, input }) => markRead(ctx.actor, input)),
  forget: member
    .input(ofStoryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => forgetStory(ctx.actor, input)),
  save: member
    .input(saveStoryInput)
    .output(savedState)
    .mutation(({ ctx, input }) => saveStory(ctx.actor, input)),
  saveSettings: member
    .input(readerSettings)
    .output(readerSettings)
    .mutation(({ ctx, input }) => saveReaderSettings(ctx.actor, input)),

  /** Where I read on, on whichever of my devices. */
  onMoved: member
    .input(onMovedInput)
    .subscription(async ({ ctx, input }) =>
      live.stream(
        [placeMoved],
        { memberId: ctx.actor.id },
        { viewer: viewerOf(ctx.actor, noRelations()), after: input.lastEventId },
      ),
    ),
});
