import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const named = (name: string) => ({ name, terms: { q: "lanterns" } });

/** A search of the owner's. */
const ofOwner = async (world: World) => {
  const { id } = await world.owner.api.savedSearch.save.mutate(named(`Of the owner ${Math.random()}`));
  return { id };
};

const afterTheFollowerSaved = async (world: World) => {
  await world.people.follower.api.savedSearch.save.mutate(named(`Of the follower ${Math.random()}`));
  return undefined;
};
const some = (answer: unknown[]) => answer.length > 0;
const followersAlone = members("nothing", { follower: "ok" });

export const savedSearch: RowsOf<"savedSearch"> = {
  // before the owner has any
  list: { input: afterTheFollowerSaved, shows: some, expected: followersAlone },
  fresh: { input: afterTheFollowerSaved, shows: some, expected: followersAlone },
  save: { input: () => named(`Mine ${Math.random()}`), expected: members("ok") },
  rename: {
    input: async (world) => ({ ...(await ofOwner(world)), name: `Else ${Math.random()}` }),
    expected: ownersOnly,
  },
  open: { input: ofOwner, expected: ownersOnly },
  remove: { input: ofOwner, expected: ownersOnly },
};
