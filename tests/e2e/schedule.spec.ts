import { expect, expectAccessible, test } from "./support/fixtures";

test("scheduled in the author's own zone, seen in every tab at once, and up at its time", async ({
  author,
  openAs,
}) => {
  const [desk, phone, reader] = await Promise.all([
    openAs(author, { timezoneId: "Asia/Kathmandu" }),
    openAs(author, { timezoneId: "America/New_York" }),
    openAs(null),
  ]);
  const { id } = await author.draft("The Evening Edition");
  const [page, second, feed] = await Promise.all([desk.newPage(), phone.newPage(), reader.newPage()]);
  await Promise.all([page.goto(`/studio/${id}`), second.goto("/studio"), feed.goto("/community")]);
  for (const one of [page, second, feed]) {
    await expect(one.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  }

  await page.getByTestId("publish-button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Later, by itself" }).check();
  await expect(dialog.getByText(/In your time zone, Asia.Kath?mandu/)).toBeVisible();
  const when = dialog.getByLabel("Day and time");
  await when.fill("2020-01-01T18:00");
  await expect(dialog.getByText("This time has passed already")).toBeVisible();
  await expect(dialog.getByTestId("confirm-publish")).toBeDisabled();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await when.fill(`${day}T18:00`);
  await expect(dialog.getByTestId("scheduled-time")).toContainText("18:00 GMT+5:45");
  await expectAccessible(page);
  await dialog.getByTestId("confirm-publish").click();
  await expect(page.getByRole("button", { name: /^Scheduled/ })).toBeVisible();
  expect(await author.api.story.manuscript.query({ id })).toMatchObject({ scheduledFor: `${day}T12:15:00.000Z` });

  // 18:00 in Kathmandu is morning in New York.
  const row = second.locator(`[data-story="${id}"]`);
  await expect(row.getByTestId("scheduled-for")).toContainText(/0[78]:15 (GMT-5|GMT-4|EST|EDT)/);
  await expectAccessible(second);

  await author.api.story.schedule.mutate({ id, at: new Date(Date.now() + 8_000).toISOString() });
  await expect(row).toContainText("Published", { timeout: 25_000 });
  await expect(page.getByRole("button", { name: /^Published/ })).toBeVisible();
  await feed.getByTestId("new-story-notification").click();
  await expect(feed.getByRole("link", { name: "The Evening Edition" })).toBeVisible();
});

test("what cannot go up turns red and rings the bell, and can be given another time", async ({ author, openAs }) => {
  const { id, version } = await author.draft("The Empty Page");
  const page = await (await openAs(author)).newPage();
  await page.goto("/studio?status=scheduled");
  await expect(page.getByText("Nothing scheduled")).toBeVisible();
  await expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  const scheduled = await author.api.story.schedule.mutate({ id, at: new Date(Date.now() + 8_000).toISOString() });
  expect(scheduled.version).toBe(version + 1);
  await author.api.story.update.mutate({ id, version: scheduled.version, body: "" });
  const row = page.locator(`[data-story="${id}"]`);
  const told = page.getByText("could not be published on time").first().waitFor({ timeout: 30_000 });
  await expect(row.getByTestId("overdue")).toContainText("There is no text to publish yet.", { timeout: 25_000 });
  await told;
  await expectAccessible(page);
  await row.getByRole("button", { name: "More for The Empty Page" }).click();
  await page.getByRole("menuitem", { name: "Do not publish it by itself" }).click();
  await expect(page.getByText("Nothing scheduled")).toBeVisible();
});
