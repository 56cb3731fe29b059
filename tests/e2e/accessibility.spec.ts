import { expect, expectAccessible, test } from "./support/fixtures";

// axe finds nothing on any page, light and dark, as a phone and as a desk shows it.

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
]) {
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport });
    // Many pages, each looked at twice.
    test.beforeEach(() => test.setTimeout(150_000));

    test("pages for guests", async ({ page, author }) => {
      const { slug } = await author.publish(
        "A *Plain* Story",
        "## A part\n\nText with [a link](https://example.org).\n\n> A quote.\n\n***\n\n- one\n- two",
      );
      for (const path of [
        "/community",
        "/community?sort=following",
        "/polls",
        `/stories/${slug}`,
        "/sign-in",
        "/sign-up",
        `/members/${author.handle}`,
        "/nowhere",
      ]) {
        await page.goto(path);
        await expect(page.getByRole("main")).toBeVisible();
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      }
    });

    test("pages of a member", async ({ openAs, author }) => {
      const { id } = await author.draft("Draft to look at");
      const context = await openAs(author);
      const page = await context.newPage();
      await page.setViewportSize(viewport);
      for (const path of [
        "/community",
        "/studio",
        `/studio/${id}`,
        "/settings/profile",
        "/notifications",
        "/settings/notifications",
      ]) {
        await page.goto(path);
        await expect(page.getByRole("main")).toBeVisible();
        await expectAccessible(page);
      }
      await page.goto(`/studio/${id}`);
      await page.getByTestId("publish-button").click();
      await expect(page.getByTestId("confirm-publish")).toBeVisible();
      await expectAccessible(page);
    });
  });
}
