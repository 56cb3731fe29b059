import type { RowsOf } from "./matrix";
import { everyone, members, ownersOnly, type World } from "./world";

const theOwners = async (world: World) => ({ id: await world.import() });

const form = () => {
  const data = new FormData();
  data.set("file", new File(["A text."], "a.txt"));
  return data;
};

export const transfer: RowsOf<"transfer"> = {
  upload: { input: form as never, expected: members("ok") },
  import: {
    text: { input: () => ({ text: "A text." }), expected: members("ok") },
    upload: { input: async (world) => ({ uploadId: await world.upload() }), expected: ownersOnly },
  },
  imported: { input: theOwners, expected: ownersOnly },
  keep: {
    input: async (world) => ({
      ...(await theOwners(world)),
      books: [{ book: 0, title: "Mine", chapters: [{ title: "", pieces: [{ chapter: 0 }] }] }],
    }),
    expected: ownersOnly,
  },
  discard: { input: theOwners, expected: members("ok") },
  export: {
    public: {
      input: async (world) => ({ storyId: (await world.published()).id, format: "markdown" }),
      expected: members("ok"),
    },
    kept: {
      input: async (world) => {
        const { id, version } = await world.published();
        await world.owner.api.story.update.mutate({ id, version, downloads: "nobody" });
        return { storyId: id, format: "markdown" };
      },
      expected: members("forbidden", { owner: "ok" }),
    },
    draft: {
      input: async (world) => ({ storyId: (await world.draft()).id, format: "epub" }),
      expected: ownersOnly,
    },
    followers: {
      input: async (world) => ({ storyId: (await world.published("followers")).id, format: "html" }),
      expected: everyone("not_found", {
        guest: "unauthenticated",
        banned: "unauthenticated",
        follower: "ok",
        owner: "ok",
      }),
    },
  },
};
