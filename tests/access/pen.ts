import type { RowsOf } from "./matrix";
import { ownersOnly, type World } from "./world";

const drafted = async (world: World) => ({ storyId: (await world.draft()).id });

/** The only chapter of a new draft of the owner. */
const chapter = async (world: World) => {
  const { chapters } = await world.owner.api.chapter.outline.query(await drafted(world));
  return { chapterId: chapters[0]?.id ?? "" };
};

export const pen: RowsOf<"pen"> = {
  list: { input: drafted, expected: ownersOnly },
  settle: { input: chapter, expected: ownersOnly },
  ask: { input: chapter, expected: ownersOnly },
  // nobody asks for it
  pass: { input: chapter, expected: { ...ownersOnly, owner: "conflict" } },
  keep: { input: chapter, expected: ownersOnly },
  take: { input: chapter, expected: ownersOnly },
  onChanged: { input: drafted, expected: ownersOnly },
};
