import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support/fixtures";

// axe finds nothing on any page: light as a desk shows it, dark as a phone does. Pages with tests of their own are seen there.

const looks = [
  { width: 320, height: 640, colorScheme: "dark" },
  { width: 1280, height: 800, colorScheme: "light" },
] as const;

/** The page as it is now, in each of the looks; it fits into the width of each. */
async function look(page: Page): Promise<void> {
  for (const { colorScheme, ...viewport } of looks) {
    await page.setViewportSize(viewport);
    await expectAccessible(page, [colorScheme]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${page.url()} is wider than ${viewport.width} pixels`).toBeLessThanOrEqual(0);
  }
}

// Many pages.
test.beforeEach(() => test.setTimeout(180_000));

test("pages for guests", async ({ page, author }) => {
  const { slug } = await author.publish(
    "A *Plain* Story",
    "## A part\n\nText with [a link](https://example.org).\n\n> A quote.\n\n***\n\n- one\n- two",
  );
  for (const path of [
    "/community",
    "/community?sort=following",
    "/polls",
    "/search",
    "/developers",
    "/goodbye",
    `/stories/${slug}`,
    "/sign-in",
    "/sign-up",
    `/members/${author.handle}`,
    "/nowhere",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    await look(page);
  }
});

test("pages of a member", async ({ openAs, author }) => {
  const { id } = await author.draft("Draft to look at");
  const page = await (await openAs(author)).newPage();
  for (const path of [
    "/community",
    "/studio",
    `/studio/${id}`,
    "/studio/readers",
    "/polls/new?kind=choice",
    "/saved",
    "/settings/profile",
    "/settings/api-keys",
    "/settings/boundaries",
    "/settings/export",
    "/notifications",
    "/settings/notifications",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
    await look(page);
  }
  await page.goto(`/studio/${id}`);
  await page.getByTestId("publish-button").click();
  await expect(page.getByTestId("confirm-publish")).toBeVisible();
  await look(page);
});
