import { expect, expectAccessible, test } from "./support/fixtures";

test("an earlier text is compared with today's and made the text again; the other is kept", async ({
  openAs,
  author,
}) => {
  const { id, version } = await author.draft("Two Harbours", "The first harbour was empty.\n\nNobody came.");
  await author.api.story.update.mutate({ id, version, body: "The second harbour was full.\n\nNobody came." });
  const page = await (await openAs(author)).newPage();
  await page.goto(`/studio/${id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Earlier texts" }).click();
  await expect(page.getByTestId("revision")).toHaveCount(1);
  const diff = page.getByRole("region", { name: "What differs" });
  await expect(diff).toContainText("The first harbour was empty.");
  await expect(diff).toContainText("The second harbour was full.");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Make this the text again" }).click();
  await expect(page).toHaveURL(new RegExp(`/studio/${id}$`));
  await expect(page.locator(".cm-content")).toContainText("The first harbour was empty.");
  expect(await author.api.story.manuscript.query({ id })).toMatchObject({ version: 3 });

  await page.goto(`/studio/${id}/revisions`);
  await expect(page.getByTestId("revision")).toHaveCount(2);
  await expect(diff).toContainText("The second harbour was full.");
});

test("nobody else reads them", async ({ openAs, author }) => {
  const { id } = await author.draft("Mine Alone");
  const page = await (await openAs(null)).newPage();
  await page.goto(`/studio/${id}/revisions`);
  await expect(page).toHaveURL(/sign-in\?next=/);
});
