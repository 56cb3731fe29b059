import type { Page } from "@playwright/test";
import { dragOnto } from "./support/drag";
import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

const paragraphs = (count: number, about: string) =>
  Array.from({ length: count }, (_, n) => `Paragraph ${n + 1} about ${about}. ${"It goes on for a while. ".repeat(8)}`);

async function publishChapters(author: Author, ...bodies: string[]) {
  const story = await author.api.story.create.mutate({
    title: "The Long Crossing",
    blurb: "In parts.",
    chapters: bodies.map((body, at) => ({ title: `Part ${at + 1}`, body })),
  });
  await author.api.story.publish.mutate({ id: story.id });
  const { chapters } = await author.api.chapter.outline.query({ storyId: story.id });
  return { id: story.id, slug: story.slug, ids: chapters.map(({ id }) => id) };
}

const bar = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("a chapter goes up while somebody reads: they are told, and nothing moves", async ({ openAs, author }) => {
  const { slug } = await publishChapters(author, paragraphs(40, "the sea").join("\n\n"));
  const { id } = await author.api.story.bySlug.query({ slug });
  const reader = await (await openAs(null)).newPage();
  await reader.goto(`/stories/${slug}`);
  const middle = reader.getByText("Paragraph 20 about the sea");
  await middle.scrollIntoViewIfNeeded();
  const before = await middle.boundingBox();

  const studio = await (await openAs(author)).newPage();
  await studio.goto(`/studio/${id}`);
  await expect(studio.getByTestId("save-state")).toHaveText(/^Saved/);
  await studio.getByRole("button", { name: "Add a chapter" }).click();
  await studio.getByRole("textbox", { name: "Chapter title" }).fill("Landfall");
  await studio.locator(".cm-content:visible").click();
  await studio.keyboard.type("There was land.");
  await studio.getByRole("button", { name: "More for Landfall" }).click();
  await studio.getByRole("menuitem", { name: "Put up for readers" }).click();

  await expect(bar(reader, "Chapter 2 just went up")).toBeVisible();
  expect(await middle.boundingBox()).toEqual(before);
  await reader.getByRole("link", { name: "Read it" }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Chapter 2: Landfall");
  await expect(reader.getByText("There was land.")).toBeVisible();
});

test("one reads on where one was, on another device and after the author's edits", async ({ openAs, author }) => {
  const text = paragraphs(60, "the harbour");
  const { slug, ids } = await publishChapters(author, text.join("\n\n"), "The second.");
  const member = await signUp();
  const first = await (await openAs(member)).newPage();
  await first.goto(`/stories/${slug}/1`);
  const target = first.getByText("Paragraph 30 about");
  await target.evaluate((block) => window.scrollBy({ top: block.getBoundingClientRect().top - 110 }));
  await expect
    .poll(async () => (await member.api.reading.history.query({})).items[0]?.place.fraction ?? 0)
    .toBeGreaterThan(0.4);

  const edited = ["A new beginning.", ...text.slice(3, 40), "In between.", ...text.slice(40)];
  await author.api.chapter.update.mutate({ id: ids[0] ?? "", version: 1, body: edited.join("\n\n") });
  const second = await (await openAs(member)).newPage();
  await second.setViewportSize({ width: 400, height: 700 });
  await second.goto(`/stories/${slug}/1`);
  await expect(bar(second, "Back where you were")).toBeVisible();
  await expect(second.getByText("Paragraph 30 about")).toBeInViewport();
  const top = (await second.getByText("Paragraph 30 about").boundingBox())?.y ?? 0;
  expect(top).toBeGreaterThan(50);
  expect(top).toBeLessThan(250);

  // Reading on there is told here, and moves nothing here.
  const here = await target.boundingBox();
  await second.getByText("Paragraph 50 about").evaluate((block) => block.scrollIntoView({ block: "start" }));
  await expect(bar(first, "You read on elsewhere")).toBeVisible();
  expect(await target.boundingBox()).toEqual(here);

  await expect(bar(first, "The author corrected this chapter")).toBeVisible();
  await first.getByRole("button", { name: "Show the new version" }).click();
  await expect(bar(first, "2 paragraphs are new or changed")).toBeVisible();
  expect(Math.abs(((await target.boundingBox())?.y ?? 0) - (here?.y ?? 0))).toBeLessThan(2);
  await first.getByRole("button", { name: "Go there" }).click();
  await expect(first.getByText("Paragraph 50 about")).toBeInViewport();

  await second.goto("/history");
  await expect(second.getByRole("link", { name: "The Long Crossing" })).toBeVisible();
});

test("by keyboard alone: pages are turned, stories saved, the text set", async ({ openAs, author }) => {
  const { slug } = await publishChapters(
    author,
    "One.",
    ["Two.", ...paragraphs(20, "the night")].join("\n\n"),
    "Three.",
  );
  const page = await (await openAs(await signUp())).newPage();
  await page.goto(`/stories/${slug}`);
  await expect(page.getByRole("heading", { name: "3 chapters" })).toBeVisible();
  await page.getByRole("link", { name: "Start reading" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chapter 1: Part 1");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chapter 2: Part 2");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chapter 3: Part 3");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chapter 2: Part 2");

  await page.keyboard.press("b");
  await expect(page.getByRole("button", { name: "Saved", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Text", exact: true }).press("Enter");
  const size = page.getByRole("slider", { name: /Size/ });
  await size.focus();
  const height = () => page.getByText("Two.").evaluate((block) => Number.parseFloat(getComputedStyle(block).fontSize));
  const usual = await height();
  await size.press("End");
  await expect.poll(height).toBeCloseTo(usual * 1.8, 0);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.reload();
  expect(await height()).toBeCloseTo(usual * 1.8, 0);

  const text = page.getByText("Paragraph 10 about the night");
  const header = page.getByRole("banner");
  const standing = () => text.evaluate((block) => Math.round(block.getBoundingClientRect().top));
  await text.evaluate((block) => window.scrollBy({ top: block.getBoundingClientRect().top - 120 }));
  const before = await standing();
  await page.keyboard.press("f");
  await expect(header).toBeHidden();
  await expect(page.getByRole("heading", { name: /^Comments/ })).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "Only the text is shown" })).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Three.")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(text).toBeVisible();
  await expect(header).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(header).toBeVisible();
  await text.evaluate((block) => window.scrollBy({ top: block.getBoundingClientRect().top - 120 }));
  await page.getByRole("button", { name: "Focus", exact: true }).evaluate((button: HTMLElement) => button.click());
  await expect(header).toBeHidden();
  expect(await standing()).toBe(before);
  await page.getByRole("button", { name: "Leave focus mode" }).press("Enter");
  await expect(header).toBeVisible();
  await expect(page.getByRole("button", { name: "Focus", exact: true })).toBeFocused();
  expect(await standing()).toBe(before);

  await Promise.all([page.keyboard.press("g"), page.keyboard.press("b")]); // a sequence has its time
  await expect(page).toHaveURL(/\/saved$/);
  await expect(page.getByRole("link", { name: "The Long Crossing" })).toBeVisible();
});

test("chapters are switched and put in order without losing a word", async ({ openAs, author }) => {
  const { id, ids } = await publishChapters(author, "One.", "Two.", "Three.");
  const context = await openAs(author);
  const page = await context.newPage();
  await page.goto(`/studio/${id}`);
  const state = page.getByTestId("save-state");
  await expect(state).toHaveText(/^Saved/);
  const text = page.locator(".cm-content:visible");
  const items = page.getByTestId("outline-item");

  // Out of the server's reach each chapter keeps its own text, and sends it later, whichever is looked at.
  await context.setOffline(true);
  await text.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" And more of one.");
  await expect(state).toHaveText("Offline, will save when back");
  await context.setOffline(false);
  await items.nth(1).getByRole("button").first().click();
  await expect(text).toHaveText("Two.");
  await text.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" And more of two.");
  await items.nth(0).getByRole("button").first().click();
  await expect(text).toHaveText("One. And more of one.");
  const bodyOf = async (at: number) => (await author.api.chapter.manuscript.query({ id: ids[at] ?? "" })).body;
  await expect.poll(() => bodyOf(0)).toBe("One. And more of one.");
  await expect.poll(() => bodyOf(1)).toBe("Two. And more of two.");

  await items.nth(2).getByRole("button").first().focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(items.nth(1)).toContainText("Chapter 2: Part 3");
  await dragOnto(items.nth(0), items.nth(2), { x: 60, y: 20 });
  const order = async () =>
    (await author.api.chapter.outline.query({ storyId: id })).chapters.map(({ title }) => title);
  await expect.poll(order).toEqual(["Part 3", "Part 1", "Part 2"]);

  await page.getByRole("button", { name: "More for Part 1" }).click();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await expect(items).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(order).toEqual(["Part 3", "Part 1", "Part 2"]);
  await expectAccessible(page);
});

test("the pages of a story with chapters", async ({ openAs, author }) => {
  const { slug, ids } = await publishChapters(author, "One.", "Two.", "Three.");
  const guest = await (await openAs(null)).newPage();
  for (const path of [`/stories/${slug}`, `/stories/${slug}/2`, `/stories/${slug}/all`]) {
    await guest.goto(path);
    await expect(guest.getByRole("main")).toBeVisible();
    await expectAccessible(guest);
  }
  await expect(guest.getByText("One.")).toBeVisible();
  await expect(guest.getByText("Three.")).toBeVisible();
  expect((await guest.goto(`/stories/${slug}/4`))?.status()).toBe(404);
  await author.api.chapter.unpublish.mutate({ id: ids[1] ?? "" });
  expect((await guest.goto(`/stories/${slug}/2`))?.status()).toBe(404);
  for (const id of ids) await author.api.chapter.unpublish.mutate({ id });
  await guest.goto(`/stories/${slug}`);
  await expect(guest.getByText("No chapters public yet")).toBeVisible();

  const member = await (await openAs(author)).newPage();
  for (const path of ["/saved", "/history"]) {
    await member.goto(path);
    await expect(member.getByRole("main")).toBeVisible();
    await expectAccessible(member);
  }
});
