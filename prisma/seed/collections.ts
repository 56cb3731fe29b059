import { slugOf } from "@/modules/story/slug";
import type { db } from "@/platform/db";
import { demoMember } from "./members";

type SeedTx = Parameters<Parameters<ReturnType<typeof db>["$transaction"]>[0]>[0];

const mossop = {
  id: "01a1f000-0000-7000-8000-0000000000a1",
  author: "wendell",
  title: "The Great Mossop Papers",
  blurb: "What the parish council minuted, what it was sent, and what it would rather not have known.",
  stories: [
    "Minutes of the Weather Sub-Committee",
    "Form 11-B (Swans)",
    "Who Moved the Bus Stop",
    "High Pitch, Low Pitch",
  ],
};

const lists = [
  {
    id: "01a1f000-0000-7000-8000-0000000000b1",
    title: "For the night train",
    note: "Short enough for one stop, long enough to miss it.",
    open: true,
    stories: ["Slow Country, with Dining Car", "Letters to a Signal Box", "Sixteen Beats", "Rail Replacement"],
  },
  {
    id: "01a1f000-0000-7000-8000-0000000000b2",
    title: "To read again",
    note: "",
    open: false,
    stories: ["Board Time", "Her Mark"],
  },
];

/** A series that the demo member follows, and two lists that they keep. */
export async function createCollections(tx: SeedTx): Promise<void> {
  const memberId = `demo-${demoMember.handle}`;
  const rows = await tx.story.findMany({ select: { id: true, title: true } });
  const idOf = new Map(rows.map(({ id, title }) => [title, id]));
  const entriesOf = (titles: readonly string[]) =>
    titles.flatMap((title, index) => {
      const storyId = idOf.get(title);
      return storyId ? [{ storyId, position: index + 1 }] : [];
    });
  await tx.series.create({
    data: {
      id: mossop.id,
      authorId: `demo-${mossop.author}`,
      slug: slugOf(mossop.title, mossop.id),
      title: mossop.title,
      blurb: mossop.blurb,
      entries: { createMany: { data: entriesOf(mossop.stories) } },
      followers: { create: { memberId } },
    },
    select: { id: true },
  });
  for (const { stories, ...list } of lists) {
    await tx.readingList.create({
      data: {
        ...list,
        memberId,
        slug: slugOf(list.title, list.id),
        entries: { createMany: { data: entriesOf(stories) } },
      },
      select: { id: true },
    });
  }
}
