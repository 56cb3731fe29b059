import { z } from "zod";
import { live } from "@/live/live";
import { noRelations, viewerOf } from "@/modules/member/actor";
import { anyone, member, router } from "@/trpc/init";
import { markAllRead, markRead, markSeen, setPreferences, stopDigests } from "./commands";
import { notificationArrived, notificationRecalled, notificationsRead } from "./events";
import { getPreferences, getReach, getUnreadCount, listNotifications } from "./queries";
import {
  listInput,
  markAllReadInput,
  markReadInput,
  markSeenInput,
  notificationPage,
  onNewInput,
  preferencesView,
  reachInput,
  reachView,
  readOutcome,
  setPreferencesInput,
  stopDigestsInput,
  unreadCount,
} from "./schema";

export const notificationRouter = router({
  list: member
    .input(listInput)
    .output(notificationPage)
    .query(({ ctx, input }) => listNotifications(ctx.actor, input)),
  unreadCount: member.output(unreadCount).query(({ ctx }) => getUnreadCount(ctx.actor)),
  markRead: member
    .input(markReadInput)
    .output(readOutcome)
    .mutation(({ ctx, input }) => markRead(ctx.actor, input)),
  markAllRead: member
    .input(markAllReadInput)
    .output(readOutcome)
    .mutation(({ ctx, input }) => markAllRead(ctx.actor, input)),
  /** They have been before my eyes, though I have opened none. */
  markSeen: member
    .input(markSeenInput)
    .output(z.void())
    .mutation(({ ctx, input }) => markSeen(ctx.actor, input)),
  /** By the key in a digest's link; whoever has the mail may stop the mails. */
  stopDigests: anyone
    .input(stopDigestsInput)
    .output(z.void())
    .mutation(({ input }) => stopDigests(input)),
  /** Whom publishing a story of mine would tell. */
  reach: member
    .input(reachInput)
    .output(reachView)
    .query(({ ctx, input }) => getReach(ctx.actor, input)),
  preferences: member.output(preferencesView).query(({ ctx }) => getPreferences(ctx.actor)),
  setPreferences: member
    .input(setPreferencesInput)
    .output(preferencesView)
    .mutation(({ ctx, input }) => setPreferences(ctx.actor, input)),

  /** All that changes my notifications: arrived, read, recalled; each with the number that is unread after it. */
  onNew: member
    .input(onNewInput)
    .subscription(({ ctx: { actor }, input }) =>
      live.stream(
        [notificationArrived, notificationsRead, notificationRecalled],
        { memberId: actor.id },
        { viewer: viewerOf(actor, noRelations()), after: input.lastEventId },
      ),
    ),
});
