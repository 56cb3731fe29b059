import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "../access/world";

let world: World;

beforeAll(async () => {
  world = await World.begin();
});
afterAll(() => world[Symbol.asyncDispose]());

test("what is written in the audit log can neither be changed nor removed", async () => {
  const { sql } = world;
  await sql.query(
    `INSERT INTO "AuditEntry" (id, "actorId", "actorHandle", action, "subjectKind", "subjectId", subject, details)
     VALUES (gen_random_uuid(), $1, 'the-admin', 'content.hidden', 'story', 's', 'A story', '{}')`,
    [world.people.admin.id],
  );
  for (const change of [
    `UPDATE "AuditEntry" SET action = 'poll.removed'`,
    `DELETE FROM "AuditEntry"`,
    `TRUNCATE "AuditEntry"`,
  ]) {
    await expect(sql.query(change)).rejects.toThrow("append-only");
  }
  const { items } = await world.people.moderator.api.audit.list.query({});
  expect(items).toMatchObject([{ action: "content.hidden", subject: "A story" }]);
});
