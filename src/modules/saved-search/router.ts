import { z } from "zod";
import { member, router } from "@/trpc/init";
import { openSearch, removeSearch, renameSearch, saveSearch } from "./commands";
import { countFresh, listSearches } from "./queries";
import { freshCount, renameSearchInput, savedSearch, saveSearchInput, searchIdInput } from "./schema";

/** Searches that a member keeps; nobody else's affair. */
export const savedSearchRouter = router({
  list: member.output(z.array(savedSearch)).query(({ ctx }) => listSearches(ctx.actor)),
  /** What is new in each of them. */
  fresh: member.output(z.array(freshCount)).query(({ ctx }) => countFresh(ctx.actor)),
  save: member
    .input(saveSearchInput)
    .output(savedSearch)
    .mutation(({ ctx, input }) => saveSearch(ctx.actor, input)),
  rename: member
    .input(renameSearchInput)
    .output(z.void())
    .mutation(({ ctx, input }) => renameSearch(ctx.actor, input)),
  open: member
    .input(searchIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => openSearch(ctx.actor, input)),
  remove: member
    .input(searchIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeSearch(ctx.actor, input)),
});
