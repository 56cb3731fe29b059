import { answerXml } from "@/app/feeds/answer";
import { communityFeed } from "@/app/feeds/story-feed";

export const GET = async (request: Request): Promise<Response> =>
  answerXml(request, "application/rss+xml", (await communityFeed()).rss2());
