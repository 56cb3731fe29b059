import { expect, test } from "./e2e/support/fixtures";

// The scenario of the document that this project began with, as it stands there.

test.use({ storageState: async ({ author }, use) => use(author.storageState) });

test.describe("Real-time Story Updates", () => {
  test("community page updates when story published in another tab", async ({ page, context }) => {
    // Use authenticated state
    await page.goto("http://localhost:3000/community");

    // Get initial story count
    const initialCount = await page.locator('[data-testid="story-card"]').count();

    // Open writing page in new tab
    const writingPage = await context.newPage();
    await writingPage.goto("http://localhost:3000/studio");

    // Publish a story
    await writingPage.locator('[data-testid="story-item"]').first().click();
    await writingPage.locator('[data-testid="publish-button"]').click();
    await writingPage.locator('[data-testid="confirm-publish"]').click();

    // Original community tab should update via SSE
    await expect(page.locator('[data-testid="new-story-notification"]')).toBeVisible({
      timeout: 2000, // Should appear within 2 seconds
    });

    // Click notification to refresh view
    await page.locator('[data-testid="new-story-notification"]').click();

    // Verify story count increased
    await expect(page.locator('[data-testid="story-card"]')).toHaveCount(initialCount + 1);
  });

  test("handles SSE connection errors gracefully", async ({ page }) => {
    await page.goto("http://localhost:3000/community");

    // Simulate network offline
    await page.context().setOffline(true);

    // Should show offline indicator
    await expect(page.locator('[data-testid="offline-indicator"]')).toBeVisible();

    // Reconnect
    await page.context().setOffline(false);

    // Should reconnect automatically
    await expect(page.locator('[data-testid="offline-indicator"]')).not.toBeVisible({
      timeout: 5000,
    });
  });
});
