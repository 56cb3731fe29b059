import { randomBytes } from "node:crypto";
import type { RowsOf } from "./matrix";
import { everyone, type World } from "./world";

/** Letters that no other story has, and that are not like those of another. */
const anyWord = () => randomBytes(18).reduce((word, byte) => word + String.fromCharCode(97 + (byte % 26)), "");

/** A story of the owner with a word that is nowhere else, in its text or its title. */
async function withWord(world: World, visibility: "public" | "followers" | "unlisted" | null, where: "body" | "title") {
  const word = anyWord();
  const { id } = await world.owner.api.story.create.mutate({
    title: where === "title" ? `The ${word}` : "A story to be found",
    body: where === "body" ? `There was a ${word} in it.` : "A text.",
  });
  if (visibility) await world.owner.api.story.publish.mutate({ id, visibility });
  return { q: word };
}

const finds = ({ items }: { items: unknown[] }) => items.length === 1;
const offers = ({ stories }: { stories: unknown[] }) => stories.length === 1;

const toFollowers = everyone("nothing", { follower: "ok", owner: "ok" });

export const search: Pick<RowsOf<"story">, "search" | "suggest"> = {
  search: {
    "what everybody may see": {
      input: (world) => withWord(world, "public", "body"),
      shows: finds,
      expected: everyone("ok"),
    },
    "what followers may see": {
      input: (world) => withWord(world, "followers", "body"),
      shows: finds,
      expected: toFollowers,
    },
    "what is known by its link alone": {
      input: (world) => withWord(world, "unlisted", "body"),
      shows: finds,
      expected: everyone("nothing", { owner: "ok" }),
    },
    "a draft": {
      input: (world) => withWord(world, null, "body"),
      shows: finds,
      expected: everyone("nothing"),
    },
  },
  suggest: {
    "what everybody may see": {
      input: (world) => withWord(world, "public", "title"),
      shows: offers,
      expected: everyone("ok"),
    },
    "what followers may see": {
      input: (world) => withWord(world, "followers", "title"),
      shows: offers,
      expected: toFollowers,
    },
    "a draft": { input: (world) => withWord(world, null, "title"), shows: offers, expected: everyone("nothing") },
  },
};
