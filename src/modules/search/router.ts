import { consume } from "@/platform/rate-limit";
import type { Context } from "@/trpc/context";
import { anyone, router } from "@/trpc/init";
import { searchStories, suggest } from "./queries";
import { searchPage, searchStoriesInput, suggestInput, suggestions } from "./schema";

/** Words looked for within a minute: of one member, and of all guests at one address, since offices share one. */
const searches = { name: "search", points: 120, seconds: 60 };
const guestSearches = { name: "search-guests", points: 600, seconds: 60 };

async function limitSearches({ actor, address }: Context): Promise<void> {
  if (actor.kind === "member") return consume(searches, actor.id);
  if (address) return consume(guestSearches, address);
}

/** Called as the stories' own: `story.search`. */
export const searchRouter = router({
  search: anyone
    .input(searchStoriesInput)
    .output(searchPage)
    .query(async ({ ctx, input }) => {
      await limitSearches(ctx);
      return searchStories(ctx.actor, input);
    }),
  suggest: anyone
    .input(suggestInput)
    .output(suggestions)
    .query(async ({ ctx, input }) => {
      await limitSearches(ctx);
      return suggest(ctx.actor, input);
    }),
});
