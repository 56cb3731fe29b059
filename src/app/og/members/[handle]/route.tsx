import { seedOf } from "@/components/random";
import { guestCaller } from "@/trpc/server";
import { answerPicture } from "../../draw";

interface Context {
  params: Promise<{ handle: string }>;
}

export const GET = async (_: Request, { params }: Context): Promise<Response> => {
  const { handle: wanted } = await params;
  return answerPicture(async () => {
    const { name, handle } = await guestCaller().member.byHandle({ handle: wanted });
    return { title: name, line: `@${handle}`, seed: seedOf(handle), genre: "" };
  });
};
