import { z } from "zod";
import { jobSummary } from "@/modules/job/schema";
import { AppError } from "@/platform/errors";
import { anyone, member, router } from "@/trpc/init";
import { removeAvatar, requestExport, setAvatar, updateMember } from "./commands";
import { getMe, getProfile } from "./queries";
import { byHandleInput, meView, profileView, updateMemberInput } from "./schema";

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
  /** Begins to pack all that is the member's into an archive, which the job keeps for a week. */
  requestExport: member.output(jobSummary).mutation(({ ctx }) => requestExport(ctx.actor)),
  removeAvatar: member.output(meView).mutation(({ ctx }) => removeAvatar(ctx.actor)),
});
