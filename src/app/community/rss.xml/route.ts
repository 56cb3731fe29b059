import { answerXml } from "@/app/feeds/answer";
import { communityFeed } from "@/app/feeds/story-feed";

/** Asked of the database, which a build has not. */
export const dynamic = "force-dynamic";

export const GET = async (request: Request): Promise<Response> =>
  answerXml(request, "application/rss+xml", (await communityFeed()).rss2());
