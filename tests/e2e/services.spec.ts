import { expect, expectAccessible, test } from "./support/fixtures";

// What a member has for services: webhooks, and the pages for developers.

test("a webhook is made, its secret shown once, tried, changed, paused and deleted", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/webhooks");
  await expect(page.getByRole("heading", { name: "No webhooks yet" })).toBeVisible();
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the webhook" }).click();
  await expect(dialog.getByText("An endpoint needs a name")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill("Newsletter");
  await dialog.getByLabel("Address").fill("http://hooks.example/");
  await dialog.getByLabel("A job of mine has failed").check();
  await dialog.getByRole("button", { name: "Make the webhook" }).click();
  await expect(dialog.getByText("Use an address with https://")).toBeVisible();
  // An address of this machine, which is refused when it is sent to.
  await dialog.getByLabel("Address").fill("https://127.0.0.1/");
  await dialog.getByRole("button", { name: "Make the webhook" }).click();
  await expect(page.getByTestId("webhook-secret")).toHaveText(/^whsec_/);
  await page.getByRole("button", { name: "I have copied it" }).click();

  const row = page.getByTestId("webhook");
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: "Send a test" }).click();
  const delivery = row.getByTestId("delivery");
  await expect(delivery).toHaveAttribute("data-state", "failed");
  await delivery.getByText("webhook.test", { exact: true }).click();
  await expect(delivery).toContainText("Its address is not on the open internet.");
  await expectAccessible(page);

  await row.getByRole("button", { name: "Change" }).click();
  await dialog.getByLabel("Name").fill("Letters");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row.getByRole("heading", { name: "Letters" })).toBeVisible();
  await row.getByRole("button", { name: "Pause" }).click();
  await expect(row).toContainText("Paused");
  await row.getByRole("button", { name: "Go on" }).click();
  await expect(row.getByRole("button", { name: "Pause" })).toBeVisible();
  await row.getByRole("button", { name: "New secret…" }).click();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await expect(page.getByTestId("webhook-secret")).toHaveText(/^whsec_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await row.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "No webhooks yet" })).toBeVisible();
});

test("the pages for developers say how, name every router, and fit a phone", async ({ openAs }) => {
  const page = await (await openAs(null)).newPage();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/developers");
  for (const name of ["The typed client", "Webhooks", "Errors", "Reference"]) {
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(await isWide()).toBe(false);
  await page.getByRole("link", { name: "story", exact: true }).click();
  await expect(page.getByRole("heading", { name: "story.publish", exact: true })).toBeVisible();
  await expect(page.getByRole("group", { name: "What story.publish takes" })).toContainText("visibility?:");
  await expectAccessible(page);
  expect(await isWide()).toBe(false);
});
