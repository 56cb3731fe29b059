import { durable } from "@/live/catalogue";
import { isStaff } from "@/live/viewer";
import { caseItem } from "./schema";

/**
 * A case was opened, reported once more, taken, given back or decided. The whole of it: moderators alone hear of it, but not
 * whom it is about.
 */
export const caseChanged = durable({
  name: "moderation.case-changed",
  topic: () => "moderation",
  payload: caseItem,
  subject: ({ id }) => id,
  visibleTo: (viewer, { member }) => isStaff(viewer) && member?.id !== viewer.memberId,
});
