import { z } from "zod";
import { anyone, member, router } from "@/trpc/init";
import { addToList, createList, moveInList, removeList, takeFromList, updateList } from "./commands";
import { getList, listChoices, listMine, listOfMember } from "./queries";
import {
  createListInput,
  entryInput,
  listChoice,
  listIdInput,
  listItem,
  listSlugInput,
  listView,
  moveEntryInput,
  ofMemberInput,
  ofStoryInput,
  updateListInput,
} from "./schema";

export const readingListRouter = router({
  bySlug: anyone
    .input(listSlugInput)
    .output(listView)
    .query(({ ctx, input }) => getList(ctx.actor, input)),
  byMember: anyone
    .input(ofMemberInput)
    .output(z.array(listItem))
    .query(({ ctx, input }) => listOfMember(ctx.actor, input)),
  mine: member.output(z.array(listItem)).query(({ ctx }) => listMine(ctx.actor)),
  /** My lists, and whether a story is in them. */
  choices: member
    .input(ofStoryInput)
    .output(z.array(listChoice))
    .query(({ ctx, input }) => listChoices(ctx.actor, input)),

  create: member
    .input(createListInput)
    .output(listView)
    .mutation(({ ctx, input }) => createList(ctx.actor, input)),
  update: member
    .input(updateListInput)
    .output(listView)
    .mutation(({ ctx, input }) => updateList(ctx.actor, input)),
  remove: member
    .input(listIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeList(ctx.actor, input)),
  add: member
    .input(entryInput)
    .output(listView)
    .mutation(({ ctx, input }) => addToList(ctx.actor, input)),
  take: member
    .input(entryInput)
    .output(listView)
    .mutation(({ ctx, input }) => takeFromList(ctx.actor, input)),
  move: member
    .input(moveEntryInput)
    .output(listView)
    .mutation(({ ctx, input }) => moveInList(ctx.actor, input)),
});
