import { z } from "zod";

export const followState = z.object({ following: z.boolean(), followers: z.number().int() });
export type FollowState = z.infer<typeof followState>;
