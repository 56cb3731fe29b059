import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const theOwners = async (world: World) => ({ id: await world.apiKey() });

/** Keys are for people to manage: a service is told so. */
const people = { ...members("ok"), service: "forbidden" as const };
const itsOwner = { ...ownersOnly, service: "forbidden" as const };

export const apiKey: RowsOf<"apiKey"> = {
  list: { expected: people },
  requests: { input: theOwners, expected: itsOwner },
  create: { input: () => ({ name: "A key", scopes: ["read"] }), expected: people },
  rotate: { input: theOwners, expected: itsOwner },
  revoke: { input: theOwners, expected: itsOwner },
};
