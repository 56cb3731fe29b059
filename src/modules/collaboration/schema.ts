import { z } from "zod";
import { authorView, byHandleInput } from "@/modules/member/schema";
import { storyStatus } from "@/modules/story/schema";

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

const sharedStory = z.object({ id: z.string(), slug: z.string(), title: z.string(), status: storyStatus });

/** Who works on what with whom, in both directions; the story edited last comes first. */
export const circleView = z.object({
  /** Stories of others that the actor writes or reads with them. */
  theirs: z.array(z.object({ story: sharedStory, author: authorView, role: collaboratorRole })),
  /** The actor's own, and with whom: the invited too. */
  mine: z.array(z.object({ story: sharedStory, people: z.array(collaboratorView) })),
});
export type CircleView = z.infer<typeof circleView>;
