import type { BatchAction, Effect, StoryState } from "./schema";
import { describeTime, timeOf } from "./times";

/** A story as far as a batch depends on it. */
export interface BatchStory extends StoryState {
  /** Whether there is anything in a chapter that would go up. */
  written: boolean;
  /** Moderators have hidden it. */
  hidden: boolean;
}

const change = (text: string): Effect => ({ kind: "change", text });
const nothing = (text: string): Effect => ({ kind: "nothing", text });
const refused = (text: string): Effect => ({ kind: "refused", text });

const inTrash = refused("It is in the trash; restore it first");
const hidden = refused("Moderators have hidden it");
const unwritten = refused("There is no text to publish yet");
const reach = { public: "for everyone", followers: "for your followers", unlisted: "for whoever has the link" };
const mostTags = 12;

/**
 * What an action comes to for a story as it is now: said before the batch starts, and asked again by the batch itself.
 * @param now in milliseconds since 1970.
 */
export function effectOf(action: BatchAction, story: BatchStory, now: number): Effect {
  switch (action.type) {
    case "publish":
      if (story.removed) return inTrash;
      if (story.status === "published") {
        if (story.visibility === action.visibility) return nothing("It is published already");
        return change(`It is ${reach[action.visibility]} from now on`);
      }
      if (story.hidden) return hidden;
      if (!story.written) return unwritten;
      return change(`It goes up ${reach[action.visibility]}`);
    case "schedule":
      if (story.removed) return inTrash;
      if (story.status === "published") return nothing("It is published already");
      if (story.hidden) return hidden;
      if (Date.parse(action.at) <= now) return refused("This time has passed");
      if (!story.written) return unwritten;
      if (action.every) return change(`It goes up on ${describeTime(action.at, action.every.timeZone)}`);
      return change(story.status === "scheduled" ? "It is given this time" : "It waits for this time");
    case "unpublish":
      if (story.removed || story.status !== "published") return nothing("It is not published");
      return change("It leaves the feed and becomes a draft again");
    case "tag": {
      const next = retagged(story.tags, action);
      if (next.length > mostTags) return refused(`It would have ${next.length} tags; ${mostTags} is the most`);
      const added = next.filter((tag) => !story.tags.includes(tag));
      const gone = story.tags.filter((tag) => !next.includes(tag));
      if (added.length + gone.length === 0) return nothing("Its tags are so already");
      return change([...added.map((tag) => `+ ${tag}`), ...gone.map((tag) => `− ${tag}`)].join(", "));
    }
    case "trash":
      if (story.removed) return nothing("It is in the trash already");
      return change(story.status === "published" ? "It leaves the feed for the trash" : "It moves to the trash");
    case "restore":
      return story.removed ? change("It comes back as a draft") : nothing("It is not in the trash");
    case "export":
      return story.written ? change("It becomes a file") : refused("There is no text to export yet");
  }
}

/**
 * When each story goes up, by its id, where they go up one after another: those that can in their order, and then the
 * others, so that they leave no gap and have a time of their own once they can.
 */
export function timesOf(
  action: BatchAction,
  stories: readonly (BatchStory & { id: string })[],
  now: number,
): Record<string, string> | undefined {
  if (action.type !== "schedule" || !action.every) return undefined;
  const can = (story: BatchStory) => effectOf(action, story, now).kind === "change";
  const inTurn = [...stories.filter(can), ...stories.filter((story) => !can(story))];
  return Object.fromEntries(inTurn.map(({ id }, nth) => [id, timeOf(action, nth)]));
}

/** What is done with one story of many: an action, at the time that is its own. */
export const actionFor = <Action extends { type: string }>(action: Action, at: string | undefined): Action =>
  action.type === "schedule" && at ? { ...action, at } : action;

/** Tags with some added and some taken away, in their order. */
export const retagged = (tags: readonly string[], { add, remove }: { add: string[]; remove: string[] }): string[] => [
  ...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add]),
];

/** Whether somebody changed what the batch did, so that taking it back would take that back too. */
export const changedSince = (after: StoryState, now: StoryState): boolean =>
  after.status !== now.status ||
  after.removed !== now.removed ||
  after.scheduledFor !== now.scheduledFor ||
  (now.status === "published" && after.visibility !== now.visibility);

/** The tags without what a batch made of them, whatever was done to them since. */
export const tagsBefore = (before: StoryState, after: StoryState, now: readonly string[]): string[] =>
  retagged(now, {
    add: before.tags.filter((tag) => !after.tags.includes(tag)),
    remove: after.tags.filter((tag) => !before.tags.includes(tag)),
  });
