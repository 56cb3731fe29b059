import { live } from "@/live/live";
import { noRelations, viewerOf } from "@/modules/member/actor";
import { member, router } from "@/trpc/init";
import { markAllRead, markRead, setPreferences } from "./commands";
import { notificationArrived, notificationRecalled, notificationsRead } from "./events";
import { getPreferences, getReach, getUnreadCount, listNotifications } from "./queries";
import {
  listInput,
  markAllReadInput,
  markReadInput,
  notificationPage,
  onNewInput,
  preferencesView,
  reachInput,
  reachView,
  readOutcome,
  setPreferencesInput,
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
