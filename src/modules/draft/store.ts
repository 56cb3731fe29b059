import { randomInt } from "node:crypto";
import { countWords } from "@/modules/story/schema";
import { slugOf } from "@/modules/story/slug";
import { transact } from "@/platform/db";

export interface Landing {
  id: string;
  authorId: string;
  title: string;
  blurb: string;
  tags: string[];
  genre: string;
  rating: "general" | "teen" | "mature";
  body: string;
  /** Where the text comes from, for the author; below the text. */
  note: string;
}

/**
 * Puts a draft into its author's studio under an id of the caller's: twice is once, and what is there stays.
 * @returns its slug
 */
export const landDraft = ({ body, note, ...story }: Landing): Promise<string> =>
  transact(async (tx) => {
    const slug = slugOf(story.title, story.id);
    const { count } = await tx.story.createMany({
      data: [{ ...story, slug, coverSeed: randomInt(2 ** 31) }],
      skipDuplicates: true,
    });
    if (count > 0) {
      await tx.chapter.create({
        data: { storyId: story.id, position: 1, body, notesAfter: note, words: countWords(body) },
        select: { id: true },
      });
    }
    return slug;
  });
