import { cookies } from "next/headers";
import { viewerFor } from "@/modules/follow/queries";
import { isOpened, openedCookie } from "@/modules/story/curtain";
import { isWelcome } from "@/modules/story/policy";
import type { StoryCard } from "@/modules/story/schema";
import { pageActor } from "@/trpc/server";

/**
 * Whether a story that somebody has come to by its address is to say first what it is: where it is beyond the limits up to
 * which stories come before them by themselves. Those who write it, or read it before it is out, know.
 */
export async function isCurtained(story: Pick<StoryCard, "id" | "author" | "rating" | "warnings">): Promise<boolean> {
  const viewer = await viewerFor(await pageActor());
  if (isWelcome(viewer, story) || viewer.collaborations.has(story.id)) return false;
  return !isOpened((await cookies()).get(openedCookie)?.value, story.id);
}
