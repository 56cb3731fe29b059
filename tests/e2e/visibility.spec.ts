import { type Author, expect, signUp, test } from "./support/fixtures";

// The same matrix as tests/integration/visibility.test.ts, for pages as the server renders them.

const people = ["guest", "stranger", "follower", "owner"] as const;
type Who = (typeof people)[number];

const states = ["draft", "public", "followers", "unlisted", "unpublished", "removed", "narrowed"] as const;
type State = (typeof states)[number];

/** Who may open the page of a story, and who finds it on the pages that list stories. */
const expected: Record<State, { read: Who[]; list: Who[] }> = {
  draft: { read: ["owner"], list: [] },
  public: { read: [...people], list: [...people] },
  followers: { read: ["follower", "owner"], list: ["follower", "owner"] },
  unlisted: { read: [...people], list: ["owner"] },
  unpublished: { read: ["owner"], list: [] },
  removed: { read: ["owner"], list: [] },
  narrowed: { read: ["follower", "owner"], list: ["follower", "owner"] },
};

async function make({ api, draft }: Author, state: State): Promise<{ id: string; slug: string; title: string }> {
  const title = `A ${state} story`;
  const { id, slug } = await draft(title);
  if (state === "draft") return { id, slug, title };
  await api.story.publish.mutate({ id, visibility: state === "followers" || state === "unlisted" ? state : "public" });
  if (state === "unpublished") await api.story.unpublish.mutate({ id });
  if (state === "removed") await api.story.remove.mutate({ id });
  if (state === "narrowed") await api.story.publish.mutate({ id, visibility: "followers" });
  return { id, slug, title };
}

test("each page shows a story to those who may see it, and to nobody else", async () => {
  const [owner, follower, stranger] = await Promise.all([signUp(), signUp(), signUp()]);
  await follower.api.follow.set.mutate({ handle: owner.handle });
  const stories = await Promise.all(states.map(async (state) => ({ state, ...(await make(owner, state)) })));
  const authors: Record<Who, Author | null> = { guest: null, stranger, follower, owner };
  const found: Record<string, { read: Who[]; list: Who[]; profile: Who[]; edit: Who[] }> = {};
  for (const { state } of stories) found[state] = { read: [], list: [], profile: [], edit: [] };

  for (const who of people) {
    const get = async (path: string) => {
      const cookie = authors[who]?.storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ") ?? "";
      const response = await fetch(`${process.env.INKWIRE_TEST_URL}${path}`, {
        headers: { cookie, accept: "text/html" },
      });
      return { status: response.status, text: await response.text() };
    };
    const feed = (await get("/community")).text;
    const profile = (await get(`/members/${owner.handle}`)).text;
    for (const { state, id, slug, title } of stories) {
      const seen = found[state];
      const page = await get(`/stories/${slug}`);
      expect([200, 404]).toContain(page.status);
      // A page that may not be seen must not carry the story in any other form either.
      expect(page.text.includes("It had rained since")).toBe(page.status === 200);
      if (page.status === 200) seen?.read.push(who);
      if (feed.includes(title)) seen?.list.push(who);
      if (profile.includes(title)) seen?.profile.push(who);
      const editor = await get(`/studio/${id}`);
      if (editor.text.includes(title)) seen?.edit.push(who);
    }
  }
  for (const state of states) {
    const { read, list } = expected[state];
    expect({ state, ...found[state] }).toEqual({ state, read, list, profile: list, edit: ["owner"] });
  }
});
