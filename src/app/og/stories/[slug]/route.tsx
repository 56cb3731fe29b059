import { guestCaller } from "@/trpc/server";
import { answerPicture } from "../../draw";

interface Context {
  params: Promise<{ slug: string }>;
}

export const GET = async (_: Request, { params }: Context): Promise<Response> => {
  const { slug } = await params;
  return answerPicture(async () => {
    const { title, author, coverSeed, genre, visibility } = await guestCaller().story.bySlug({ slug });
    return visibility === "public" ? { title, line: author.name, seed: coverSeed, genre } : null;
  });
};
