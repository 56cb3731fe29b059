import { z } from "zod";
import { authorView } from "@/modules/member/schema";

export const followState = z.object({ following: z.boolean(), followers: z.number().int() });
export type FollowState = z.infer<typeof followState>;

export const following = z.object({
  authors: z.array(authorView.extend({ followers: z.number().int() })),
  tags: z.array(z.string()),
});
export type Following = z.infer<typeof following>;
