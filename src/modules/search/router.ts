import { anyone, router } from "@/trpc/init";
import { searchStories, suggest } from "./queries";
import { searchPage, searchStoriesInput, suggestInput, suggestions } from "./schema";

/** Called as the stories' own: `story.search`. */
export const searchRouter = router({
  search: anyone
    .input(searchStoriesInput)
    .output(searchPage)
    .query(({ ctx, input }) => searchStories(ctx.actor, input)),
  suggest: anyone
    .input(suggestInput)
    .output(suggestions)
    .query(({ ctx, input }) => suggest(ctx.actor, input)),
});
