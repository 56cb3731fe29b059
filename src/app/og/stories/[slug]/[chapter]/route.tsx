import { fullChapterName } from "@/modules/chapter/ui/names";
import { guestCaller } from "@/trpc/server";
import { answerPicture } from "../../../draw";

interface Context {
  params: Promise<{ slug: string; chapter: string }>;
}

/** With the art of its story. */
export const GET = async (_: Request, { params }: Context): Promise<Response> => {
  const { slug, chapter: number } = await params;
  return answerPicture(async () => {
    const { story, chapter } = await guestCaller().chapter.read({ slug, number: Number(number) });
    const { title, author, coverSeed: seed, genre, visibility } = story;
    return visibility === "public"
      ? { title: fullChapterName(chapter), line: `${title}, by ${author.name}`, seed, genre }
      : null;
  });
};
