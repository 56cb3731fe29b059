import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const drafted = async (world: World) => ({ storyId: (await world.draft()).id });

/** A draft of the owner to which the follower is invited. */
async function invited(world: World) {
  const { storyId } = await drafted(world);
  await world.owner.api.collaboration.invite.mutate({
    storyId,
    handle: world.people.follower.handle,
    role: "reader",
  });
  return { storyId };
}

const theInvited = members("not_found", { follower: "ok" });

export const collaboration: RowsOf<"collaboration"> = {
  list: { input: drafted, expected: ownersOnly },
  circle: {
    "whose drafts I read": {
      input: async (world) => {
        const { storyId } = await invited(world);
        await world.people.follower.api.collaboration.accept.mutate({ storyId });
      },
      shows: ({ theirs }: { theirs: unknown[] }) => theirs.length > 0,
      expected: members("nothing", { follower: "ok" }),
    },
    "who reads mine": {
      input: async (world) => void (await invited(world)),
      shows: ({ mine }: { mine: unknown[] }) => mine.length > 0,
      expected: members("nothing", { owner: "ok" }),
    },
  },
  invitations: {
    input: async (world) => void (await invited(world)),
    shows: (invitations: unknown[]) => invitations.length > 0,
    expected: members("nothing", { follower: "ok" }),
  },
  invite: {
    input: async (world) => ({ ...(await drafted(world)), handle: world.people.follower.handle, role: "editor" }),
    expected: ownersOnly,
  },
  accept: { input: invited, expected: theInvited },
  decline: { input: invited, expected: theInvited },
  remove: {
    "another's": {
      input: async (world) => ({ ...(await invited(world)), handle: world.people.follower.handle }),
      expected: members("not_found", { owner: "ok", follower: "ok" }),
    },
    "one's own": { input: invited, expected: theInvited },
  },
};
