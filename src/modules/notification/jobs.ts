import { z } from "zod";
import { defineTask } from "@/jobs/queue";
import { transact } from "@/platform/db";
import { tellNext } from "./fan-out";
import { ofStory, recallNext } from "./recall";

/** Tells all who follow, batch by batch; goes on where it was when it is begun again. */
export const fanOut = defineTask({
  name: "notification-fan-out",
  input: z.object({ id: z.string() }),
  async run({ id }, signal) {
    while (await transact((tx) => tellNext(tx, id))) signal.throwIfAborted();
  },
});

/** Takes back, batch by batch, what members were told of a story that they may not read any more. */
export const recallStoryTask = defineTask({
  name: "notification-recall",
  input: z.object({ storyId: z.string() }),
  async run({ storyId }, signal) {
    while (await transact((tx) => recallNext(tx, ofStory(storyId)))) signal.throwIfAborted();
  },
});
