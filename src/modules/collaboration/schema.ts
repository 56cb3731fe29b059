import { z } from "zod";
import { authorView, byHandleInput } from "@/modules/member/schema";

/** editor: changes chapters. reader: reads drafts. */
export const collaboratorRole = z.enum(["editor", "reader"]);
export type CollaboratorRole = z.infer<typeof collaboratorRole>;

/** So many work on one story beside its author, the invited included. */
export const mostCollaborators = 20;

const storyId = z.uuid("A story's id is a UUID");
export const collaborationInput = z.object({ storyId });

export const inviteInput = z.object({ storyId, ...byHandleInput.shape, role: collaboratorRole });
export type Invite = z.infer<typeof inviteInput>;

/** Without a handle: oneself. */
export const removeCollaboratorInput = z.object({ storyId, handle: byHandleInput.shape.handle.optional() });
export type RemoveCollaborator = z.infer<typeof removeCollaboratorInput>;

export const collaboratorView = z.object({ member: authorView, role: collaboratorRole, accepted: z.boolean() });
export type CollaboratorView = z.infer<typeof collaboratorView>;

export const invitationView = z.object({
  story: z.object({ id: z.string(), title: z.string() }),
  author: authorView,
  role: collaboratorRole,
});
export type InvitationView = z.infer<typeof invitationView>;
