import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import type { ChapterView, EntireView } from "@/modules/chapter/schema";
import type { StoryCard, StoryView } from "@/modules/story/schema";
import { answerGone } from "@/platform/answer-status";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";

/** In the place of a story that everyone could read and that is gone. */
export interface Gone {
  gone: true;
  /** The handle of who wrote it; null where that is not known any more. */
  author: string | null;
}

/** The story at this address, once per request; the page "not found" where there is none for this reader. */
export const loadStory = cache(
  async (slug: string): Promise<StoryView | Gone> => (await caller()).story.bySlug({ slug }).catch(goneOrNotFound),
);

/** A chapter and the story around it; the page "not found" where there is none for this reader. */
export const loadChapter = cache(async (slug: string, number: string): Promise<ChapterView | Gone> => {
  if (!/^[1-9]\d{0,5}$/.test(number)) notFound();
  return (await caller()).chapter.read({ slug, number: Number(number) }).catch(goneOrNotFound);
});

/** All chapters that go on one page, and the story around them. */
export const loadEntire = cache(
  async (slug: string): Promise<EntireView | Gone> => (await caller()).chapter.entire({ slug }).catch(goneOrNotFound),
);

const goneDetails = z.object({ gone: z.literal(true), author: z.string().nullable() });

function goneOrNotFound(error: unknown): Gone {
  if (!isMissing(error)) throw error;
  const { data } = goneDetails.safeParse(error.cause instanceof AppError ? error.cause.details : null);
  if (!data) notFound();
  answerGone();
  return data;
}

const isMissing = (error: unknown): error is TRPCError => error instanceof TRPCError && error.code === "NOT_FOUND";

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

/** Who goes by this handle; null for one without a public page. */
export const loadAuthorOf = async (handle: string) =>
  (await caller()).member.byHandle({ handle }).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });

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
