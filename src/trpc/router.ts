import { adminRouter } from "@/modules/admin/router";
import { apiKeyRouter } from "@/modules/api-key/router";
import { auditRouter } from "@/modules/audit/router";
import { batchRouter } from "@/modules/batch/router";
import { boundaryRouter } from "@/modules/boundary/router";
import { bulletinRouter } from "@/modules/bulletin/router";
import { chapterRouter, revisionRouter } from "@/modules/chapter/router";
import { collaborationRouter } from "@/modules/collaboration/router";
import { commentRouter } from "@/modules/comment/router";
import { discoveryRouter } from "@/modules/discovery/router";
import { draftRouter } from "@/modules/draft/router";
import { feedbackRouter } from "@/modules/feedback/router";
import { followRouter } from "@/modules/follow/router";
import { jobRouter } from "@/modules/job/router";
import { memberRouter } from "@/modules/member/router";
import { moderationRouter, verdictRouter } from "@/modules/moderation/router";
import { notificationRouter } from "@/modules/notification/router";
import { penRouter } from "@/modules/pen/router";
import { pollRouter } from "@/modules/poll/router";
import { presenceRouter } from "@/modules/presence/router";
import { reactionRouter } from "@/modules/reaction/router";
import { readingRouter } from "@/modules/reading/router";
import { readingListRouter } from "@/modules/reading-list/router";
import { savedSearchRouter } from "@/modules/saved-search/router";
import { searchRouter } from "@/modules/search/router";
import { seriesRouter } from "@/modules/series/router";
import { storyRouter } from "@/modules/story/router";
import { transferRouter } from "@/modules/transfer/router";
import { unwantedRouter } from "@/modules/unwanted/router";
import { webhookRouter } from "@/modules/webhook/router";
import { mergeRouters, router } from "./init";

/** Everything that can be called; the contract of this application. */
export const appRouter = router({
  apiKey: apiKeyRouter,
  story: mergeRouters(storyRouter, revisionRouter, searchRouter),
  chapter: chapterRouter,
  follow: followRouter,
  batch: batchRouter,
  boundary: boundaryRouter,
  collaboration: collaborationRouter,
  comment: commentRouter,
  job: jobRouter,
  discovery: discoveryRouter,
  draft: draftRouter,
  pen: penRouter,
  presence: presenceRouter,
  reaction: reactionRouter,
  member: memberRouter,
  reading: readingRouter,
  notification: notificationRouter,
  transfer: transferRouter,
  poll: pollRouter,
  audit: auditRouter,
  admin: mergeRouters(adminRouter, verdictRouter),
  bulletin: bulletinRouter,
  feedback: feedbackRouter,
  moderation: moderationRouter,
  savedSearch: savedSearchRouter,
  series: seriesRouter,
  readingList: readingListRouter,
  unwanted: unwantedRouter,
  webhook: webhookRouter,
});

export type AppRouter = typeof appRouter;
