import pg from "pg";
import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import { signUp } from "../support/people";
import { startAppProcess } from "../support/processes";
import { RawStream, subscriptionUrl } from "../support/raw-stream";

test("when the log is replaced beneath running processes, readers are told, and rights are followed on", async () => {
  await using database = await cloneDatabase();
  await using app = await startAppProcess({ databaseUrl: database.url });
  const someone = await signUp(app.url, "before-and-after");
  const headers = { cookie: someone.cookie };
  const url = (input: object) => subscriptionUrl(app.url, "story.onPublished", input);
  const { live } = await someone.api.story.feed.query({});
  using stream = await RawStream.open(url({}), headers);
  await eventually("connected", () => stream.text.startsWith("event: connected"));

  // As a restored backup would: other events under the same numbers.
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query(`UPDATE "LiveLog" SET epoch = 'restored', seq = seq + 1000`);
  await eventually("the stream ends", () => stream.ended);

  using again = await RawStream.open(url({ lastEventId: live }), headers);
  await eventually("the old cursor is not believed", () => again.messages.length === 1);
  expect(again.messages).toEqual([{ resync: "cursor_unknown" }]);

  const draft = await someone.api.story.create.mutate({ title: "In the new log", body: "Text." });
  await someone.api.story.publish.mutate({ id: draft.id });
  await eventually("the stream goes on", () => again.messages.length === 2);
  await sql.query(`DELETE FROM "Session" WHERE "memberId" = $1`, [someone.id]);
  await eventually("and ends with the session", () => again.ended, promptly);
  await sql.end();
});
