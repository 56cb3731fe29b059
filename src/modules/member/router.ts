import { z } from "zod";
import { jobSummary } from "@/modules/job/schema";
import { AppError } from "@/platform/errors";
import { anyone, member, person, router } from "@/trpc/init";
import {
  deleteMember,
  endOtherSessions,
  endSession,
  removeAvatar,
  requestExport,
  setAvatar,
  updateMember,
} from "./commands";
import { getMe, getProfile, listSessions } from "./queries";
import {
  byHandleInput,
  deleteMemberInput,
  deletionView,
  meView,
  profileView,
  sessionIdInput,
  sessionView,
  updateMemberInput,
} from "./schema";

const avatarForm = z.instanceof(FormData).transform((form) => {
  const file = form.get("avatar");
  if (!(file instanceof File)) throw new AppError("invalid", "Send the picture as the form field “avatar”.");
  return file;
});

export const memberRouter = router({
  /** Null for a guest. */
  me: anyone.output(meView.nullable()).query(({ ctx }) => getMe(ctx.actor)),
  byHandle: anyone
    .input(byHandleInput)
    .output(profileView)
    .query(({ input }) => getProfile(input)),
  update: member
    .input(updateMemberInput)
    .output(meView)
    .mutation(({ ctx, input }) => updateMember(ctx.actor, input)),
  /** A multipart form with the picture as `avatar`. */
  setAvatar: member
    .input(avatarForm)
    .output(meView)
    .mutation(({ ctx, input }) => setAvatar(ctx.actor, input)),
  /** Begins to export all that is the member's into one zip file, which the job keeps for a week. */
  requestExport: member.output(jobSummary).mutation(({ ctx }) => requestExport(ctx.actor)),
  /** Where I am signed in. */
  sessions: person.output(z.array(sessionView)).query(({ ctx }) => listSessions(ctx.actor)),
  endSession: person
    .input(sessionIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endSession(ctx.actor, input)),
  endOtherSessions: person.output(z.void()).mutation(({ ctx }) => endOtherSessions(ctx.actor)),
  /** After fourteen days, unless I sign in before. */
  delete: person
    .input(deleteMemberInput)
    .output(deletionView)
    .mutation(({ ctx, input }) => deleteMember(ctx.actor, input)),
  removeAvatar: member.output(meView).mutation(({ ctx }) => removeAvatar(ctx.actor)),
});
