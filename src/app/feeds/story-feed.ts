import { TRPCError } from "@trpc/server";
import { Feed } from "feed";
import { handle } from "@/modules/member/schema";
import { genreNames, type StoryCard } from "@/modules/story/schema";
import { env } from "@/platform/env";
import { guestCaller } from "@/trpc/server";

/** As many as a reader who looks once a week may have missed. */
const items = 30;

const at = (path: string) => new URL(path, env().appUrl).href;

interface Source {
  title: string;
  description: string;
  /** Of the page that it is the feed of. */
  path: string;
  stories: readonly StoryCard[];
}

function feedOf({ title, description, path, stories }: Source): Feed {
  const feed = new Feed({
    title,
    description,
    id: at(path),
    link: at(path),
    updated: new Date(stories[0]?.publishedAt ?? 0),
    feedLinks: { rss: at(`${path}/rss.xml`), atom: at(`${path}/atom.xml`) },
    generator: "Inkwire",
  });
  for (const story of stories) {
    const link = at(`/stories/${story.slug}`);
    const { author } = story;
    feed.addItem({
      title: story.title,
      id: `urn:uuid:${story.id}`,
      guid: `urn:uuid:${story.id}`,
      link,
      description: story.blurb || `A story by ${author.name}.`,
      author: [{ name: author.name, link: at(`/members/${author.handle}`) }],
      date: new Date(story.publishedAt ?? 0),
      category: [genreNames[story.genre], ...story.tags].map((name) => ({ name })),
    });
  }
  return feed;
}

/** The latest stories that everybody may see. */
export async function communityFeed(): Promise<Feed> {
  const { items: stories } = await guestCaller().story.feed({ limit: items });
  return feedOf({
    title: "Inkwire",
    description: "New stories as they are published, from everyone who writes on Inkwire.",
    path: "/community",
    stories,
  });
}

/** The same of one author; null where there is none. */
export async function authorFeed(wanted: string): Promise<Feed | null> {
  const parsed = handle.safeParse(wanted);
  if (!parsed.success) return null;
  try {
    const [{ name, bio }, { items: stories }] = await Promise.all([
      guestCaller().member.byHandle({ handle: parsed.data }),
      guestCaller().story.feed({ author: parsed.data, limit: items }),
    ]);
    return feedOf({
      title: `${name} on Inkwire`,
      description: bio || `Stories by ${name}.`,
      path: `/members/${parsed.data}`,
      stories,
    });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
