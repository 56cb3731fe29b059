import { seedOf } from "@/components/random";
import { kindNames } from "@/modules/poll/ui/words";
import { guestCaller } from "@/trpc/server";
import { answerPicture } from "../../draw";

interface Context {
  params: Promise<{ slug: string }>;
}

export const GET = async (_: Request, { params }: Context): Promise<Response> => {
  const { slug } = await params;
  return answerPicture(async () => {
    const { question, kind, organiser, visibility } = await guestCaller().poll.bySlug({ slug });
    if (visibility !== "public") return null;
    return { title: question, line: `${kindNames[kind]} by ${organiser.name}`, seed: seedOf(slug), genre: "" };
  });
};
