import type { CollaboratorRole } from "../schema";

export const roleNames: Record<CollaboratorRole, { name: string; does: string }> = {
  editor: { name: "Editor", does: "As an editor you write its chapters with the author." },
  reader: { name: "Beta reader", does: "As a beta reader you read the draft." },
};
