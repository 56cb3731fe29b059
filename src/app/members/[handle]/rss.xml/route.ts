import { answerXml, nothingHere } from "@/app/feeds/answer";
import { authorFeed } from "@/app/feeds/story-feed";

export async function GET(request: Request, { params }: { params: Promise<{ handle: string }> }): Promise<Response> {
  const feed = await authorFeed((await params).handle);
  return feed ? answerXml(request, "application/rss+xml", feed.rss2()) : nothingHere();
}
