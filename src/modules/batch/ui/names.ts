import type { BatchAction, Effect } from "../schema";

/** What an action is called: on its button, above its dialog, and on the button that starts it. */
export const actionNames: Record<
  BatchAction["type"],
  { short: string; title: (stories: string) => string; start: string }
> = {
  publish: { short: "Publish…", title: (stories) => `Publish ${stories}`, start: "Publish" },
  schedule: { short: "Schedule…", title: (stories) => `Schedule ${stories}`, start: "Schedule" },
  unpublish: { short: "Unpublish…", title: (stories) => `Unpublish ${stories}`, start: "Unpublish" },
  tag: { short: "Tag…", title: (stories) => `Tag ${stories}`, start: "Change the tags" },
  trash: { short: "Move to trash…", title: (stories) => `Move ${stories} to the trash`, start: "Move to trash" },
  restore: { short: "Restore…", title: (stories) => `Restore ${stories}`, start: "Restore" },
  export: { short: "Download…", title: (stories) => `Download ${stories}`, start: "Make the files" },
};

export const effectNames: Record<Effect["kind"], string> = {
  change: "will change",
  nothing: "stay as they are",
  refused: "cannot be changed",
};
