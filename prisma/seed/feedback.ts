import { feedbackName } from "@/modules/feedback/views";
import type { Tx } from "@/platform/db";
import { version } from "@/platform/version";
import { demoStaff } from "./members";

const hour = 60 * 60 * 1_000;
const id = (number: number) => `0198a000-0000-7000-8000-00000000fee${number}`;

const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const desk = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/** What readers of the demo have said to those who look after it: one of it is done. */
export async function createFeedback(tx: Tx, now: number): Promise<void> {
  const praisedAt = new Date(now - 28 * hour);
  const doneAt = new Date(now - 20 * hour);
  const [keeper] = demoStaff;
  await tx.feedback.createMany({
    data: [
      {
        id: id(1),
        memberId: "demo-ruth",
        kind: "idea",
        text: "I keep a reading list for each grandchild. Could a list have a picture? They cannot read the titles yet.",
        page: "/lists",
        userAgent: phone,
        appVersion: version,
        createdAt: new Date(now - 2 * hour),
      },
      {
        id: id(2),
        kind: "problem",
        text: "On a slow train the feed says that it is live and nothing comes. After the tunnel it is all there at once, which startled me.\n\nI would rather it said so.",
        page: "/community",
        email: "passenger@example.org",
        userAgent: phone,
        appVersion: version,
        createdAt: new Date(now - 7 * hour),
      },
      {
        id: id(3),
        memberId: "demo-wendell",
        kind: "other",
        text: "No complaint. I wanted to say that the letters are the right size.",
        userAgent: desk,
        appVersion: version,
        createdAt: praisedAt,
        doneAt,
        doneBy: keeper?.handle,
        version: 2,
      },
    ],
  });
  if (!keeper) return;
  await tx.auditEntry.create({
    data: {
      at: doneAt,
      actorId: `demo-${keeper.handle}`,
      actorHandle: keeper.handle,
      action: "feedback.resolved",
      subjectKind: "feedback",
      subjectId: id(3),
      subject: feedbackName({ kind: "other", createdAt: praisedAt }),
      details: {},
    },
  });
}
