import type { MemberActor } from "@/modules/member/actor";
import { db, transact, violatedConstraint } from "@/platform/db";
import { AppError } from "@/platform/errors";
import { searchColumns, toSavedSearch } from "./queries";
import { mostSearches, type SavedSearch, type SaveSearch } from "./schema";

/**
 * Keeps a search under a name; what it finds now counts as seen.
 * @throws AppError `conflict` where the actor has one of this name, `invalid` where there is no room for more.
 */
export const saveSearch = (actor: MemberActor, { name, terms }: SaveSearch): Promise<SavedSearch> =>
  named(() =>
    transact(async (tx) => {
      // Of two that come at once, the second sees how many there are after the first.
      await tx.$queryRaw`SELECT id FROM "Member" WHERE id = ${actor.id} FOR NO KEY UPDATE`;
      if ((await tx.savedSearch.count({ where: { memberId: actor.id } })) >= mostSearches)
        throw new AppError(
          "invalid",
          `You have saved ${mostSearches} searches; that is as many as fit. Delete one first.`,
        );
      const data = { memberId: actor.id, name, terms };
      return toSavedSearch(await tx.savedSearch.create({ data, select: searchColumns }));
    }),
  );

/** @throws AppError `not_found` unless it is the actor's; `conflict` where they have another one of this name. */
export const renameSearch = (actor: MemberActor, { id, name }: { id: string; name: string }): Promise<void> =>
  named(() => change(actor, id, { name }));

/** Its member looks at what it finds: what is published from now on is new. */
export const openSearch = (actor: MemberActor, { id }: { id: string }): Promise<void> =>
  change(actor, id, { openedAt: new Date() });

async function change(actor: MemberActor, id: string, data: { name: string } | { openedAt: Date }): Promise<void> {
  const { count } = await db().savedSearch.updateMany({ where: { id, memberId: actor.id }, data });
  if (count === 0) throw missing();
}

export async function removeSearch(actor: MemberActor, { id }: { id: string }): Promise<void> {
  const { count } = await db().savedSearch.deleteMany({ where: { id, memberId: actor.id } });
  if (count === 0) throw missing();
}

const missing = () => new AppError("not_found", "There is no saved search with this id among yours.");

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error)) throw new AppError("conflict", "You have saved a search under this name already.");
    throw error;
  }
}
