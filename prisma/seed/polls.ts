import { randomUUID } from "node:crypto";
import type { Prisma } from "@/generated/prisma/client";
import { schedulePoll } from "@/modules/poll/jobs";
import { instantOf, wallTimeAt } from "@/modules/poll/zones";
import { slugOf } from "@/modules/story/slug";
import type { Tx } from "@/platform/db";

const hour = 60 * 60 * 1_000;
const day = 24 * hour;
const zone = "Europe/Lisbon";

type Response = Omit<Prisma.PollResponseCreateManyInput, "pollId" | "upTo">;

const member = (handle: string, yes: number[], maybe: number[] = []): Response => ({
  memberId: `demo-${handle}`,
  yes,
  maybe,
});
const guest = (name: string, yes: number[], maybe: number[] = []): Response => ({ name, yes, maybe });

/** What the demo authors ask: how a story goes on, when to meet for a reading, and something that is settled. */
export async function createPolls(tx: Tx, now: number): Promise<void> {
  await createPoll(
    tx,
    {
      organiserId: "demo-maren",
      kind: "choice",
      question: "What does the lamplighter enter next?",
      description: "The ledger has one empty line before the winter. I write what you choose.",
      storyId: await storyId(tx, "The Lamplighter’s Ledger"),
      timeZone: zone,
      guests: true,
      createdAt: new Date(now - 20 * hour),
      closesAt: new Date(now + 3 * day),
    },
    ["The lamp that was never lit", "A debt, and who paid it", "Nothing: the page is torn out", "His own name"].map(
      (text) => ({ text }),
    ),
    [
      member("tobias", [2]),
      member("ines", [3]),
      member("wendell", [1]),
      member("priya", [3]),
      member("ruth", [4]),
      guest("Salma", [3]),
      guest("Old Pieter", [1]),
    ],
  );
  await createPoll(
    tx,
    {
      organiserId: "demo-priya",
      kind: "availability",
      question: "When do we read The Salt Account aloud?",
      description: "An hour and a half, by the kitchen door. I bring the salt.",
      storyId: await storyId(tx, "The Salt Account"),
      timeZone: zone,
      guests: true,
      createdAt: new Date(now - 30 * hour),
      closesAt: new Date(now + 2 * day),
    },
    evenings(now),
    [
      // from nobody to nearly everybody, so that all shades of the heat map are to be seen
      member("maren", [1, 2, 5, 6], [8]),
      member("tobias", [2, 5, 6], [10]),
      member("ines", [2, 6, 8], [4]),
      member("ruth", [2, 6], [5]),
      guest("Salma", [5, 6, 8], [2]),
      guest("Old Pieter", [10]),
    ],
  );
  await createPoll(
    tx,
    {
      organiserId: "demo-wendell",
      kind: "choice",
      question: "Which bird should the parish be afraid of next?",
      timeZone: zone,
      createdAt: new Date(now - 9 * day),
      closesAt: new Date(now - 2 * day),
      closedAt: new Date(now - 2 * day),
      winners: [2],
    },
    ["A heron", "Geese", "One very old robin"].map((text) => ({ text })),
    [member("demo", [2]), member("ruth", [2]), member("tobias", [3])],
  );
}

const storyId = async (tx: Tx, title: string) =>
  (await tx.story.findFirstOrThrow({ where: { title, status: "published" }, select: { id: true } })).id;

type Option = Omit<Prisma.PollOptionCreateManyPollInput, "number">;

/** Five evenings from the day after the deadline on, at two times each. */
function evenings(now: number): Option[] {
  return [4, 5, 6, 7, 8].flatMap((after) =>
    ["18:30", "20:30"].map((time) => {
      const startsAt = instantOf({ day: wallTimeAt(now + after * day, zone).day, time }, zone);
      return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + 1.5 * hour) };
    }),
  );
}

async function createPoll(
  tx: Tx,
  poll: Omit<Prisma.PollUncheckedCreateInput, "slug">,
  options: readonly Option[],
  responses: readonly Response[],
): Promise<void> {
  const { id, createdAt, closesAt, closedAt } = await tx.poll.create({
    data: {
      ...poll,
      slug: slugOf(poll.question, randomUUID()),
      options: { createMany: { data: options.map((option, index) => ({ ...option, number: index + 1 })) } },
      responses: { createMany: { data: responses.map((response) => ({ ...response, upTo: options.length })) } },
    },
  });
  if (!closedAt) await schedulePoll(tx, { id, createdAt, closesAt });
}
