import { createHash } from "node:crypto";
import { type Place, placeFor } from "@/modules/comment/place";
import type { db } from "@/platform/db";
import { conversations, type DemoComment } from "./conversations";
import { demoAuthors, demoMember } from "./members";

type SeedTx = Parameters<Parameters<ReturnType<typeof db>["$transaction"]>[0]>[0];

interface Story {
  id: string;
  title: string;
  author: string;
  publishedAt: Date;
}

const hour = 60 * 60 * 1_000;

/** Adds the comments of one demo story, none of them later than `now`. */
export async function createComments(tx: SeedTx, story: Story, now: number): Promise<void> {
  let at = story.publishedAt.getTime();
  const chapters = await tx.chapter.findMany({ where: { storyId: story.id }, select: { id: true, position: true } });
  const add = async (
    { by, after, text, chapter, answers = [] }: DemoComment,
    parent: { id: string; place: Place; chapterId: string | null } | null,
  ) => {
    at = Math.min(at + after * hour, now);
    const [row] = await tx.$queryRaw<{ position: bigint }[]>`
      SELECT nextval(pg_get_serial_sequence('"Comment"', 'position')) AS position`;
    const position = Number(row?.position);
    const comment = {
      id: uuidOf(`${story.title} ${position}`),
      place: placeFor(parent?.place ?? null, position),
      chapterId: parent?.chapterId ?? chapters.find(({ position }) => position === chapter)?.id ?? null,
    };
    await tx.comment.create({
      data: {
        ...comment,
        storyId: story.id,
        writerId: `demo-${by}`,
        parentId: parent?.id ?? null,
        position,
        body: text,
        createdAt: new Date(at),
      },
      select: { id: true },
    });
    for (const answer of answers) await add(answer, comment);
  };
  for (const comment of conversations[story.title] ?? []) await add(comment, null);
}

/** Kudos by some of the demo members, always the same ones for a story. */
export async function createKudos(tx: SeedTx, { id, title, author }: Story): Promise<void> {
  const members = [demoMember, ...demoAuthors].map(({ handle }) => handle).filter((handle) => handle !== author);
  const giving = members.filter((handle) => digest(`${handle} ${title}`).charCodeAt(0) % 2 === 0);
  await tx.reaction.createMany({ data: giving.map((handle) => ({ storyId: id, memberId: `demo-${handle}` })) });
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** A UUID (version 8, RFC 9562) that is always the same for a text. */
function uuidOf(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
