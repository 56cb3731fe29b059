import type { RowsOf } from "./matrix";
import { members, ownersOnly } from "./world";

const answers = {
  idea: "A ferryman who is afraid of water",
  genre: "fantasy",
  tone: "wry",
  length: "page",
  audience: "general",
} as const;

export const draft: RowsOf<"draft"> = {
  wizard: { expected: members("ok") },
  saveWizard: {
    input: async (world, persona) => {
      const saved = await world
        .clientOf(persona)
        .draft.wizard.query()
        .catch(() => null);
      return { ...answers, step: "review", version: saved?.version ?? 0 };
    },
    expected: members("ok"),
  },
  generate: { input: () => answers, expected: members("ok") },
  keepPartial: { input: async (world) => ({ id: await world.partialDraft() }), expected: ownersOnly },
};
