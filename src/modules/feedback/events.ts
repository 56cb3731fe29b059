import { durable } from "@/live/catalogue";
import { isStaff } from "@/live/viewer";
import { feedbackState } from "./schema";

/** Feedback came in, was marked as done, or opened again. */
export const feedbackChanged = durable({
  name: "feedback.changed",
  topic: () => "feedback",
  payload: feedbackState,
  visibleTo: isStaff,
});
