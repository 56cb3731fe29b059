import type { RowsOf } from "./matrix";
import { members, ownersOnly, type World } from "./world";

const theOwners = async (world: World) => ({ id: await world.webhook() });

/** Webhooks are for people to manage: a service is told so. */
const people = { ...members("ok"), service: "forbidden" as const };
const itsOwner = { ...ownersOnly, service: "forbidden" as const };

export const webhook: RowsOf<"webhook"> = {
  list: { expected: people },
  deliveries: { input: theOwners, expected: itsOwner },
  create: {
    input: async (world) => {
      await world.sql.query(`DELETE FROM "WebhookEndpoint"`); // a member may have so many only
      return { name: "A webhook", url: "https://hooks.example/", events: ["job.failed"] };
    },
    expected: people,
  },
  update: { input: async (world) => ({ ...(await theOwners(world)), name: "Another" }), expected: itsOwner },
  pause: { input: async (world) => ({ ...(await theOwners(world)), paused: true }), expected: itsOwner },
  rotate: { input: theOwners, expected: itsOwner },
  remove: { input: theOwners, expected: itsOwner },
  test: { input: theOwners, expected: itsOwner },
  redeliver: { input: async (world) => ({ id: await world.delivery() }), expected: itsOwner },
};
