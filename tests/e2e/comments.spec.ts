import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

// Two people and one conversation.

const comments = (page: Page) => page.getByTestId("comment").filter({ visible: true });
const saying = (page: Page, text: string) => comments(page).filter({ hasText: text });
const composer = (page: Page) => page.getByRole("textbox", { name: "Your comment" });
const news = (page: Page) => page.getByTestId("new-replies").filter({ visible: true });
const unsent = (page: Page) => page.getByTestId("outgoing-comment");
const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");

async function read(context: BrowserContext, slug: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/stories/${slug}`);
  await live(page);
  await expect(page.getByRole("heading", { name: /^Comments/ })).toBeVisible();
  return page;
}

const add = ({ api }: Author, storyId: string, body: string, parentId?: string) =>
  api.comment.add.mutate({ id: randomUUID(), storyId, body, parentId });

/** Where all comments stand on the page. */
const positions = (page: Page) =>
  comments(page).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top + scrollY)));

async function choose(page: Page, text: string, item: string): Promise<void> {
  await saying(page, text)
    .getByRole("button", { name: /^More about/ })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("two people talk: new threads and replies wait in place, edits and removals happen there", async ({
  openAs,
  author,
}) => {
  const { slug } = await author.publish("A Story to Talk About");
  const reader = await signUp();
  const [atAuthor, atReader] = [await read(await openAs(author), slug), await read(await openAs(reader), slug)];

  await expect(atReader.getByText("Be the first to comment.")).toBeVisible();
  await atReader.keyboard.press("c");
  await expect(composer(atReader)).toBeFocused();
  await atReader.keyboard.type("The *last line* stays.");
  await atReader.keyboard.press("Control+Enter");
  await expect(saying(atReader, "The last line stays.")).toHaveCount(1);
  await expect(atReader.locator("em", { hasText: "last line" })).toBeVisible();

  await expect(news(atAuthor)).toHaveText("1 new comment", { timeout: promptly });
  await expect(comments(atAuthor)).toHaveCount(0);
  await news(atAuthor).click();
  await expect(saying(atAuthor, "stays")).toBeFocused();
  await atAuthor.getByRole("button", { name: /^Reply to/ }).press("Enter");
  await atAuthor.keyboard.type("Thank you.");
  await atAuthor.keyboard.press("Control+Enter");
  await expect(saying(atAuthor, "Thank you.")).toBeVisible();

  const before = await positions(atReader);
  await expect(news(atReader)).toHaveText("1 new reply", { timeout: promptly });
  expect(await positions(atReader)).toEqual(before);
  await expect(news(atAuthor)).toHaveCount(0);
  await news(atReader).click();
  await expect(saying(atReader, "Thank you.")).toBeVisible();

  await choose(atReader, "last line", "Edit");
  await atReader.getByRole("textbox", { name: "Your comment" }).last().fill("The first line stays.");
  await atReader.keyboard.press("Control+Enter");
  await expect(saying(atAuthor, "The first line stays.")).toBeVisible({ timeout: promptly });
  await expect(saying(atAuthor, "first line").getByText("edited")).toBeVisible();

  const standing = await positions(atReader);
  await choose(atAuthor, "Thank you.", "Remove");
  await atAuthor.getByRole("button", { name: "Remove comment" }).click();
  await expect(saying(atAuthor, "Thank you.")).toHaveCount(0);
  await expect(atReader.getByText("A comment that is no longer here")).toBeVisible({ timeout: promptly });
  expect(await positions(atReader)).toEqual(standing.slice(0, 1));
  await expect(atReader.getByTestId("comment-count")).toHaveText("1");
  await expectAccessible(atReader);
  await atReader.setViewportSize({ width: 320, height: 640 });
  expect(await atReader.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("an edit outlives a reload and the comment itself, and one from another tab is told of before it is saved", async ({
  openAs,
  author,
}) => {
  const { id, slug } = await author.publish("A Story in Two Tabs");
  const comment = await add(author, id, "As it was");
  const page = await read(await openAs(author), slug);
  await choose(page, "As it was", "Edit");
  const text = page.getByRole("textbox", { name: "Your comment" }).last();
  await text.fill("From this tab");
  await page.reload();
  await live(page);
  await choose(page, "As it was", "Edit");
  await expect(text).toHaveValue("From this tab");
  await author.api.comment.edit.mutate({ id: comment.id, version: 1, body: "From the other" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("It was changed in another tab meanwhile.")).toBeVisible();
  await expect(text).toHaveValue("From this tab");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(composer(page)).toHaveCount(1);
  await expect(saying(page, "From this tab")).toBeVisible();
  expect((await author.api.comment.list.query({ storyId: id })).items[0]).toMatchObject({ version: 3 });

  await choose(page, "From this tab", "Edit");
  await expect(text).toHaveValue("From this tab");
  await text.fill("A better thought");
  await author.api.comment.remove.mutate({ id: comment.id });
  await page.getByRole("button", { name: "Put what you wrote into a new comment" }).click();
  await expect(composer(page)).toHaveValue("A better thought");
});

test("what is written while offline is kept, through a reload too, and sent once", async ({ openAs, author }) => {
  const { id, slug } = await author.publish("A Story Read on a Train");
  const context = await openAs(await signUp());
  const page = await read(context, slug);
  await context.setOffline(true);
  await composer(page).fill("Written in a tunnel.");
  await page.keyboard.press("Control+Enter");
  await expect(unsent(page)).toContainText("Not sent.");
  await composer(page).fill("And a thought not finished");
  await context.setOffline(false);
  await page.reload();
  await live(page);
  await expect(unsent(page)).toContainText("Written in a tunnel.");
  await expect(composer(page)).toHaveValue("And a thought not finished");
  await unsent(page).getByRole("button", { name: "Retry" }).click();
  await expect(saying(page, "Written in a tunnel.")).toHaveCount(1);
  await expect(unsent(page)).toHaveCount(0);
  expect((await author.api.comment.list.query({ storyId: id })).items).toHaveLength(1);
  await composer(page).press("Escape");
  await expect(composer(page)).toHaveValue("And a thought not finished");
  await page.getByTestId("account-menu").click();
  await page.getByTestId("sign-out").click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await page.goto(`/stories/${slug}`);
  await expect(page.getByText(/Sign in to say something/)).toBeVisible();
  await expect(page.getByText("Be the first to comment.")).toHaveCount(0);
  expect(await page.evaluate(() => Object.values(localStorage))).toContain("And a thought not finished");
});

test("the author holds and approves; whom one blocks is not to be seen", async ({ openAs, author }) => {
  const { id, slug } = await author.publish("A Story With a Door");
  const [ana, ben] = [await signUp(), await signUp()];
  const atAuthor = await read(await openAs(author), slug);
  await atAuthor.getByRole("button", { name: "Who may comment" }).click();
  await atAuthor.getByRole("menuitem", { name: "Hold new comments until I approve them" }).click();
  await expect.poll(async () => (await author.api.comment.list.query({ storyId: id })).settings.moderated).toBe(true);

  const [atAna, atBen] = [await read(await openAs(ana), slug), await read(await openAs(ben), slug)];
  await composer(atAna).fill("May I come in?");
  await atAna.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(atAna.getByText("Waiting for the author")).toBeVisible();
  await news(atAuthor).click();
  await expectAccessible(atAuthor);
  await atAuthor.getByRole("button", { name: "Approve" }).click();
  await expect(atAna.getByText("Waiting for the author")).toHaveCount(0);
  await news(atBen).click();
  await expect(saying(atBen, "May I come in?")).toBeVisible();

  await choose(atBen, "May I come in?", `Block @${ana.handle}`);
  await atBen.getByRole("button", { name: `Block @${ana.handle}` }).click();
  await expect(saying(atBen, "May I come in?")).toHaveCount(0);
  await add(ana, id, "Unheard by Ben").then((held) => author.api.comment.approve.mutate({ id: held.id }));
  await add(author, id, "Heard by all");
  await expect(news(atBen)).toHaveText("1 new comment");
  await news(atBen).click();
  await expect(saying(atBen, "Heard by all")).toBeVisible();
  await expect(atBen.getByText("Unheard by Ben")).toHaveCount(0);
  await atBen.goto("/settings/boundaries");
  await expect(atBen.getByRole("button", { name: `Unblock @${ana.handle}` })).toBeVisible();
  await expectAccessible(atBen);
});

test("a link leads to a comment far down, with its thread; a dead one says so", async ({ openAs, author }) => {
  const { id, slug } = await author.publish("A Story With Much to Say");
  const people = await Promise.all(Array.from({ length: 4 }, signUp));
  const first = await add(author, id, "The oldest thread");
  const reply = await add(author, id, "A reply in it", first.id);
  await Promise.all(
    people.map(async (person) => {
      for (let n = 0; n < 14; n++) await add(person, id, `Thread ${n}`);
    }),
  );
  const page = await read(await openAs(null), slug);
  await expect(comments(page)).toHaveCount(50);
  await page.getByRole("button", { name: "More comments" }).click();
  await expect(comments(page)).toHaveCount(58);
  await page.goto(`/community`);
  await page.goto(`/stories/${slug}#comment-${reply.id}`);
  await expect(comments(page)).toHaveCount(2);
  await expect(saying(page, "A reply in it")).toBeFocused();
  await expect(saying(page, "A reply in it")).toBeInViewport();
  await page.getByRole("button", { name: "Show all comments" }).click();
  await expect(comments(page)).toHaveCount(50);
  await page.goto("/community");
  await page.goto(`/stories/${slug}#comment-${randomUUID()}`);
  await expect(page.getByText("The comment you were sent to is not here")).toBeVisible();
});

test("what is said at a chapter is found there, and with the whole story under the chapter's name", async ({
  openAs,
  author,
}) => {
  const { id, slug } = await author.publish("A Story in Two Parts");
  await author.api.chapter.add.mutate({ storyId: id, title: "The Ferry", body: "More of it.", draft: false });
  const [atReader, atAuthor] = [
    await openAs(await signUp()).then((context) => context.newPage()),
    await read(await openAs(author), slug),
  ];
  await atReader.goto(`/stories/${slug}/1`);
  await live(atReader);
  await composer(atReader).fill("A thought about the first, not finished");
  await atReader.goto(`/stories/${slug}/2`);
  await live(atReader);
  await expect(composer(atReader)).toHaveValue("");
  await composer(atReader).fill("The ferry is late.");
  await atReader.keyboard.press("Control+Enter");
  await expect(saying(atReader, "The ferry is late.")).not.toContainText("Chapter 2");
  await expect(unsent(atReader)).toHaveCount(0);

  await news(atAuthor).click();
  await saying(atAuthor, "The ferry is late.").getByRole("link", { name: "Chapter 2: The Ferry" }).click();
  await expect(atAuthor).toHaveURL(new RegExp(`/stories/${slug}/2#comment-`));
  await expect(saying(atAuthor, "The ferry is late.")).toBeFocused();
  await expectAccessible(atAuthor);

  const address = new URL(atAuthor.url());
  await atReader.goto(`/stories/${slug}/1${address.hash}`);
  await expect(comments(atReader)).toHaveCount(0);
  await expect(composer(atReader)).toHaveValue("A thought about the first, not finished");
  await atReader.getByRole("link", { name: "Look among all comments on the story" }).click();
  await expect(saying(atReader, "The ferry is late.")).toBeFocused();

  // A chapter that this page has never heard of is linked by what its comments say.
  const third = await author.api.chapter.add.mutate({ storyId: id, title: "The Isle", body: "The end.", draft: false });
  const about = { storyId: id, chapterId: third.chapter.id, body: "We are there." };
  await author.api.comment.add.mutate({ id: randomUUID(), ...about });
  await news(atReader).click();
  await saying(atReader, "We are there.").getByRole("link", { name: "Chapter 3", exact: true }).click();
  await expect(atReader).toHaveURL(new RegExp(`/stories/${slug}/3#comment-`));
  await expect(saying(atReader, "We are there.")).toBeFocused();
});
