import type { Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

const cards = (page: Page) => page.getByTestId("story-card");
const pill = (page: Page) => page.getByTestId("new-story-notification");
const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");

/** Where the first cards stand, to see whether anything moved. */
const positions = (page: Page) =>
  cards(page).evaluateAll((all) => all.slice(0, 5).map((card) => Math.round(card.getBoundingClientRect().top)));

test("a story announces itself to a guest; nothing moves until they ask for it", async ({ openAs, author }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community");
  await live(page);
  const before = { count: await cards(page).count(), at: await positions(page) };

  const { id } = await author.draft("The Cartographer’s Cat");
  await author.api.story.publish.mutate({ id });
  await expect(page.getByText("New story: The Cartographer’s Cat", { exact: true })).toBeVisible({ timeout: promptly });
  await expect(pill(page)).toHaveText(/1 new story/);
  expect({ count: await cards(page).count(), at: await positions(page) }).toEqual(before);

  await pill(page).click();
  await expect(cards(page)).toHaveCount(before.count + 1);
  await expect(cards(page).first()).toContainText("The Cartographer’s Cat");
  await expect(pill(page)).toHaveCount(0);
});

test("a reader far down the page stays where they are", async ({ openAs, author }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community");
  await live(page);
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
  const before = await positions(page);
  await author.publish("Seen from below");
  await expect(pill(page)).toBeVisible();
  expect(await positions(page)).toEqual(before);
});

test("a filter decides what is announced", async ({ openAs, author }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community?genre=mystery");
  await live(page);
  const publish = async (title: string, genre: "mystery" | "fantasy") => {
    const { id } = await author.api.story.create.mutate({ title, genre, body: "Text." });
    await author.api.story.publish.mutate({ id });
  };
  await publish("Not for this page", "fantasy");
  await publish("The Locked Greenhouse", "mystery");
  await expect(pill(page)).toHaveText(/1 new story/);
  await pill(page).click();
  await expect(cards(page).first()).toContainText("The Locked Greenhouse");
  await expect(page.getByText("Not for this page")).toHaveCount(0);
});

test("a story that is renamed or withdrawn changes on open pages, in place", async ({ openAs, author }) => {
  const { id } = await author.publish("First Title");
  const page = await (await openAs(null)).newPage();
  await page.goto("/community");
  await live(page);
  const card = cards(page).first();
  await expect(card).toContainText("First Title");
  const before = await positions(page);

  const { version } = await author.api.story.manuscript.query({ id });
  await author.api.story.update.mutate({ id, version, title: "Other Title" });
  await expect(card).toContainText("Other Title");
  await author.api.story.unpublish.mutate({ id });
  await expect(page.getByText("Withdrawn by its author")).toBeVisible();
  expect((await positions(page))[0]).toBe(before[1]);
  await page.reload();
  await expect(page.getByText("Other Title")).toHaveCount(0);
});

test("what was published while the reader was offline is there when they are back", async ({ openAs, author }) => {
  const context = await openAs(null);
  const page = await context.newPage();
  await page.goto("/community");
  await live(page);
  await context.setOffline(true);
  await expect(page.getByTestId("offline-indicator")).toBeVisible();
  await author.publish("Meanwhile Ashore");
  await author.publish("And Another");
  await context.setOffline(false);
  await expect(page.getByTestId("offline-indicator")).toBeHidden({ timeout: 5_000 });
  await expect(pill(page)).toHaveText(/2 new stories/, { timeout: 5_000 });
  await pill(page).click();
  await expect(cards(page).nth(0)).toContainText("And Another");
  await expect(cards(page).nth(1)).toContainText("Meanwhile Ashore");
});

test("the whole list can be reached, each story once, and the footer as well", async ({ openAs }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community");
  const more = page.getByRole("button", { name: /load more/i });
  while (true) {
    await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
    await expect(page.getByText("Loading older stories")).toHaveCount(0);
    if ((await more.count()) === 0) break;
    const shown = await cards(page).count();
    await more.click();
    await expect.poll(() => cards(page).count()).toBeGreaterThan(shown);
  }
  const titles = await cards(page).getByRole("heading").allTextContents();
  expect(titles.length).toBeGreaterThanOrEqual(24);
  const links = await cards(page)
    .locator("h2 a, h3 a")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(new Set(links).size).toBe(links.length);
});

test("following shows those one follows, and hears of them alone", async ({ openAs, author }) => {
  const reader = await signUp();
  await reader.api.follow.set.mutate({ handle: author.handle });
  await author.publish("For Those Who Follow");
  const page = await (await openAs(reader)).newPage();
  await page.goto("/community?sort=following");
  await live(page);
  await expect(cards(page)).toHaveCount(1);
  const stranger = await signUp();
  await stranger.publish("By a Stranger");
  await author.publish("By a Friend");
  await expect(pill(page)).toHaveText(/1 new story/);
  await pill(page).click();
  await expect(cards(page).first()).toContainText("By a Friend");
});

test("a guest is asked to sign in for following, and comes back to it", async ({ openAs, author }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community?sort=following");
  await page
    .getByRole("main")
    .getByRole("link", { name: /sign in/i })
    .click();
  await page.getByLabel("E-mail").fill(author.email);
  await page.getByLabel("Password", { exact: true }).fill(author.password);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^sign in$/i })
    .click();
  await expect(page).toHaveURL(/\/community\?sort=following$/);
  await expect(page.getByTestId("account-menu")).toBeVisible();
});

test("what a reader hides leaves a quiet line in every tab, and comes back; keys save a story and mute its author", async ({
  openAs,
  author,
}) => {
  const reader = await signUp();
  const tag = `wasps ${author.handle}`;
  const publish = async (title: string, tags: string[]) => {
    const { id } = await author.api.story.create.mutate({ title, tags, body: "Text." });
    await author.api.story.publish.mutate({ id });
    return id;
  };
  const first = await publish("The First Nest", [tag]);
  await publish("The Second Nest", [tag]);
  await publish("No Nest at All", []);
  const context = await openAs(reader);
  const [page, second] = [await context.newPage(), await context.newPage()];
  for (const tab of [second, page]) {
    await tab.goto("/community");
    await live(tab);
  }
  const card = (title: string) => cards(page).filter({ hasText: title });
  const tops = (title: string) => card(title).evaluate((element) => element.getBoundingClientRect().top + scrollY);
  const top = await tops("No Nest at All");
  await page.getByRole("button", { name: "More about The Second Nest" }).click();
  await page.getByRole("menuitem", { name: `Hide #${tag}` }).click();
  const undo = (tab: Page) => tab.getByRole("button", { name: `Undo. Hidden: #${tag}` });
  await expect(undo(page)).toHaveCount(2);
  await expect(undo(page).first()).toBeFocused();
  expect(await tops("No Nest at All")).toBe(top);
  await expect(undo(second)).toHaveCount(2);
  await expectAccessible(page);
  await publish("The Third Nest", [tag]);
  await publish("Still No Nest", []);
  await expect(pill(page)).toHaveText(/1 new story/);
  await undo(page).first().press("Enter");
  await expect(card("The Second Nest").getByRole("link", { name: "The Second Nest" })).toBeFocused();
  await expect(undo(second)).toHaveCount(0);
  await expect(pill(page)).toHaveText(/2 new stories/);

  await page.keyboard.press("j");
  await expect(card("The First Nest").getByRole("link", { name: "The First Nest" })).toBeFocused();
  await page.keyboard.press("b");
  await expect(page.getByText("Saved for later")).toBeVisible();
  expect((await reader.api.reading.saved.query({})).items.map(({ story }) => story.id)).toEqual([first]);
  await page.keyboard.press("m");
  await expect(page.getByText(`Muted Author ${author.handle}`)).toBeVisible();
  expect((await reader.api.boundary.state.query({ handle: author.handle })).muted).toBe(true);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Mute the story’s author")).toBeVisible();
});
