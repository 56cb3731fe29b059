import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { ChapterView, EntireView } from "@/modules/chapter/schema";
import type { StoryCard, StoryView } from "@/modules/story/schema";
import { caller } from "@/trpc/server";

/** The story at this address, once per request; the page "not found" where there is none for this reader. */
export const loadStory = cache(async (slug: string): Promise<StoryView> => {
  try {
    return await (await caller()).story.bySlug({ slug });
  } catch (error) {
    if (isMissing(error)) notFound();
    throw error;
  }
});

/** A chapter and the story around it; the page "not found" where there is none for this reader. */
export const loadChapter = cache(async (slug: string, number: string): Promise<ChapterView> => {
  if (!/^[1-9]\d{0,5}$/.test(number)) notFound();
  try {
    return await (await caller()).chapter.read({ slug, number: Number(number) });
  } catch (error) {
    if (isMissing(error)) notFound();
    throw error;
  }
});

/** All chapters that go on one page, and the story around them. */
export const loadEntire = cache(async (slug: string): Promise<EntireView> => {
  try {
    return await (await caller()).chapter.entire({ slug });
  } catch (error) {
    if (isMissing(error)) notFound();
    throw error;
  }
});

const isMissing = (error: unknown) => error instanceof TRPCError && error.code === "NOT_FOUND";

/** What the end of a story says of its author; null for one without a public page. */
export async function loadAuthor({ author: { handle } }: Pick<StoryView, "author">) {
  const { member, follow } = await caller();
  try {
    const [{ bio }, followState] = await Promise.all([member.byHandle({ handle }), follow.state({ handle })]);
    return { bio, followState };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const moreStories = 3;

/** What to read next: of the same genre first, then what is new. */
export async function loadMoreStories({ id, genre }: StoryView): Promise<StoryCard[]> {
  const { story } = await caller();
  const [alike, latest] = await Promise.all([
    story.feed({ genre, limit: moreStories + 1 }),
    story.feed({ limit: 2 * moreStories + 1 }),
  ]);
  const others = new Map([...alike.items, ...latest.items].map((card) => [card.id, card]));
  others.delete(id);
  return [...others.values()].slice(0, moreStories);
}

export const loadKudos = async ({ id }: Pick<StoryView, "id">) => (await caller()).reaction.state({ storyId: id });
