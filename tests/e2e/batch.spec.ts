import { hold } from "../support/hold";
import { expect, expectAccessible, test } from "./support/fixtures";

test("many stories are chosen by mouse and keyboard, previewed, and published over a reload", async ({
  author,
  openAs,
}) => {
  const titles = Array.from({ length: 12 }, (_, index) => `Postcard ${String(index + 1).padStart(2, "0")}`);
  for (const title of titles) await author.draft(title);
  await author.draft("An empty page", "");
  const [desk, phone] = await Promise.all([openAs(author), openAs(author)]);
  const [page, second] = await Promise.all([desk.newPage(), phone.newPage()]);
  await page.goto("/studio?status=draft");
  await expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  const bar = page.getByTestId("selection-bar");
  const boxes = page.getByRole("checkbox");

  // A range by Shift and mouse, one less by key, two more by arrows.
  await boxes.nth(0).click();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("5 selected");
  await page.getByRole("link", { name: titles[11] ?? "" }).focus();
  await page.keyboard.press("x");
  await expect(bar).toContainText("4 selected");
  await boxes.nth(4).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar).toContainText("6 selected");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Select all" }).click();
  await expect(bar).toContainText("14 selected"); // with the author's first draft, and the empty one

  await bar.getByRole("button", { name: "Publish…", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByTestId("batch-summary")).toHaveText("13 will change, 1 cannot be changed");
  await expect(dialog.getByText("There is no text to publish yet")).toBeVisible();
  await expectAccessible(page);
  const held = await hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", "BatchStep", "SHARE"); // so that the middle lasts
  await dialog.getByTestId("start-batch").click();
  await page.waitForURL(/\/jobs\//);
  await expect(page.getByTestId("stage-change")).toHaveAttribute("data-standing", "running");
  await page.reload();
  await expect(page.getByTestId("stage-change")).toHaveAttribute("data-standing", "running");
  await second.goto(page.url());
  await held[Symbol.asyncDispose]();
  for (const one of [page, second]) {
    await expect(one.getByTestId("job")).toHaveAttribute("data-state", "succeeded", { timeout: 30_000 });
    await expect(one.getByTestId("job-item")).toHaveCount(14);
    await expect(one.getByTestId("batch-outcome")).toContainText("13 done, 1 failed");
  }
});

test("what failed is mended and tried again alone; all of it is taken back", async ({ author, openAs }) => {
  const { id: fine } = await author.draft("A full page");
  const { id: empty, version } = await author.draft("An empty page", "");
  const { id } = await author.api.batch.start.mutate({
    action: { type: "publish", visibility: "public" },
    storyIds: [fine, empty],
  });
  const [desk, phone] = await Promise.all([openAs(author), openAs(author)]);
  const [page, second] = await Promise.all([desk.newPage(), phone.newPage()]);
  for (const one of [page, second]) {
    await one.goto(`/jobs/${id}`);
    await expect(one.getByTestId("batch-outcome")).toContainText("1 done, 1 failed", { timeout: 15_000 });
  }
  await expectAccessible(page);
  await author.api.story.update.mutate({ id: empty, version, body: "Not empty any more." });
  await second.getByRole("button", { name: "Try the failed one again" }).click();
  await expect(second.getByRole("heading", { name: /one story again/ })).toBeVisible();
  await expect(second.getByTestId("batch-outcome")).toContainText("1 done", { timeout: 15_000 });

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: /^Undo: Publish 2 stories/ })).toBeVisible();
  await expect(page.getByTestId("batch-outcome")).toContainText("1 done", { timeout: 15_000 });
  expect((await author.api.story.mine.query({ status: "published" })).items).toMatchObject([{ id: empty }]);
});

test("tagged and thrown away together, and back again", async ({ author, openAs }) => {
  const { id } = await author.draft("Another Ferry");
  const page = await (await openAs(author)).newPage();
  await page.goto("/studio");
  await page.getByRole("checkbox", { name: "Select Another Ferry" }).check();
  await page.getByRole("checkbox", { name: "Select The Night Ferry" }).check();
  const bar = page.getByTestId("selection-bar");
  await bar.getByRole("button", { name: "Tag…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByTestId("start-batch")).toBeDisabled();
  await dialog.getByLabel("Tags to add").fill("ferries");
  await page.keyboard.press("Enter");
  await expect(dialog.getByTestId("batch-summary")).toHaveText("2 will change");
  await dialog.getByTestId("start-batch").click();
  await expect(page.getByTestId("batch-outcome")).toContainText("2 done", { timeout: 15_000 });
  expect((await author.api.story.manuscript.query({ id })).tags).toEqual(["ferries"]);

  await page.getByRole("link", { name: "Back to the studio" }).click();
  await page.getByRole("checkbox", { name: "Select Another Ferry" }).check();
  await bar.getByRole("button", { name: "Move to trash…" }).click();
  await dialog.getByTestId("start-batch").click();
  await expect(page.getByTestId("batch-outcome")).toContainText("1 done", { timeout: 15_000 });
  await page.goto("/studio?status=trash");
  await page.getByRole("checkbox", { name: "Select Another Ferry" }).check();
  await bar.getByRole("button", { name: "Restore…" }).click();
  await dialog.getByTestId("start-batch").click();
  await expect(page.getByTestId("batch-outcome")).toContainText("1 done", { timeout: 15_000 });
  expect((await author.api.story.manuscript.query({ id })).removedAt).toBeNull();
});
