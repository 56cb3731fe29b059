import { randomUUID } from "node:crypto";
import type { RowsOf } from "./matrix";
import { everyone, staffOnly, type World } from "./world";

/** One that a guest has sent. */
async function sent({ sql }: World) {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO "Feedback" (id, kind, text, "userAgent", "appVersion") VALUES ($1, 'idea', 'A darker dark.', '', '1')`,
    [id],
  );
  return { id };
}

export const feedback: RowsOf<"feedback"> = {
  send: {
    input: () => ({ id: randomUUID(), kind: "idea", text: "A darker dark." }),
    expected: everyone("ok"),
  },
  list: { input: () => ({}), expected: staffOnly },
  resolve: { input: sent, expected: staffOnly },
  reopen: { input: sent, expected: staffOnly },
  onChanged: { input: () => ({}), expected: staffOnly },
};
