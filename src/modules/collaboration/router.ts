import { z } from "zod";
import { member, router } from "@/trpc/init";
import { acceptInvitation, declineInvitation, invite, removeCollaborator } from "./commands";
import { getCircle, listCollaborators, listInvitations } from "./queries";
import {
  circleView,
  collaborationInput,
  collaboratorView,
  invitationView,
  inviteInput,
  removeCollaboratorInput,
} from "./schema";

export const collaborationRouter = router({
  /** Who works on a story with its author. */
  list: member
    .input(collaborationInput)
    .output(z.array(collaboratorView))
    .query(({ ctx, input }) => listCollaborators(ctx.actor, input)),
  /** Whose drafts I read or write, and who does mine. */
  circle: member.output(circleView).query(({ ctx }) => getCircle(ctx.actor)),
  /** What I am invited to. */
  invitations: member.output(z.array(invitationView)).query(({ ctx }) => listInvitations(ctx.actor)),
  invite: member
    .input(inviteInput)
    .output(z.void())
    .mutation(({ ctx, input }) => invite(ctx.actor, input)),
  accept: member
    .input(collaborationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => acceptInvitation(ctx.actor, input)),
  decline: member
    .input(collaborationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => declineInvitation(ctx.actor, input)),
  remove: member
    .input(removeCollaboratorInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeCollaborator(ctx.actor, input)),
});
