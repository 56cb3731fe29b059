import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

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
      const missing = state === "unpublished" || state === "removed" ? 410 : 404;
      expect([200, missing]).toContain(page.status);
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

test("an explicit story says first what it is; it is read on asking, for as long as the browser is open", async ({
  openAs,
  author,
}) => {
  const { id } = await author.api.story.create.mutate({
    title: "The Wolf at the Table",
    blurb: "What the wolf wanted.",
    rating: "explicit",
    warnings: ["Violence"],
    chapters: [{ body: "It began with teeth." }, { body: "It ended with teeth." }],
  });
  const { slug } = await author.api.story.publish.mutate({ id });
  const path = `/stories/${slug}`;
  const page = await (await openAs(null)).newPage();
  const curtain = page.getByTestId("curtain");
  for (const at of [`${path}/2`, `${path}/all`, path]) {
    const html = await (await page.goto(at))?.text();
    await expect(curtain).toContainText("Violence");
    expect(html).not.toContain("teeth");
    expect(html).not.toContain("What the wolf wanted");
  }
  await expect(page.getByRole("heading", { level: 1, name: "The Wolf at the Table" })).toBeVisible();
  await expect(curtain).toContainText("Explicit");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Read it" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 chapters" })).toBeVisible();
  await expect(curtain).toHaveCount(0);
  await page.goto(`${path}/2`);
  await expect(page.getByText("It ended with teeth.")).toBeVisible();

  const again = await (await openAs(null)).newPage();
  await again.goto(path);
  await expect(again.getByTestId("curtain")).toBeVisible();
  const atAuthor = await (await openAs(author)).newPage();
  await atAuthor.goto(path);
  await expect(atAuthor.getByRole("heading", { name: "2 chapters" })).toBeVisible();
});

test("a member meets the curtain before what they avoid, and not before what they want", async ({ openAs, author }) => {
  const member = await signUp();
  const [grim, frank] = await Promise.all(
    (["teen", "explicit"] as const).map((rating) =>
      author.api.story.create
        .mutate({ title: "Of grief", body: "She had gone.", rating, warnings: ["Grief"] })
        .then(({ id }) => author.api.story.publish.mutate({ id })),
    ),
  );
  const page = await (await openAs(member)).newPage();
  await member.api.boundary.setLimits.mutate({ highestRating: "teen", avoidedWarnings: ["grief"] });
  await page.goto(`/stories/${grim?.slug}`);
  await expect(page.getByTestId("curtain")).toContainText("Grief");
  await member.api.boundary.setLimits.mutate({ highestRating: "explicit", avoidedWarnings: [] });
  await page.goto(`/stories/${frank?.slug}`);
  await expect(page.getByText("She had gone.")).toBeVisible();
});
