import type { BrowserContext, Page } from "@playwright/test";
import { type Author, expect, test } from "./support/fixtures";

const state = (page: Page) => page.getByTestId("save-state");
const text = (page: Page) => page.locator(".cm-content").first();

async function openEditor(context: BrowserContext, id: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/studio/${id}`);
  await expect(state(page)).toHaveText(/^Saved/);
  return page;
}

/** Types at the end of the text, as a person does. */
async function type(page: Page, words: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(words);
}

const onServer = async ({ api }: Author, id: string) => (await api.story.manuscript.query({ id })).body;

test("what is typed is on this device at once and on the server soon after", async ({ openAs, author }) => {
  const { id } = await author.draft("Two layers", "It begins.");
  const page = await openEditor(await openAs(author), id);
  await type(page, " And goes on.");
  await expect(state(page)).toHaveText(/Saved on this device|Saving/);
  await expect(state(page)).toHaveText(/^Saved \d/);
  expect(await onServer(author, id)).toBe("It begins. And goes on.");
});

test("a page that is killed, or loaded anew at once, loses nothing", async ({ openAs, author }) => {
  const { id } = await author.draft("Killed", "It begins.");
  const context = await openAs(author);
  // The server never gets it while the page lives: only this device can have it.
  await context.route("**/api/trpc/chapter.update**", (route) => route.abort());
  const page = await openEditor(context, id);
  await type(page, " One.");
  await expect(state(page)).toHaveText(/Saved on this device/);
  await page.goto("chrome://crash").catch(() => {});
  await page.close();

  const again = await context.newPage();
  await again.goto(`/studio/${id}`);
  await expect(text(again)).toHaveText("It begins. One.");
  await type(again, " Two.");
  await again.reload();
  await expect(text(again)).toHaveText("It begins. One. Two.");
  await context.unroute("**/api/trpc/chapter.update**");
  await again.reload();
  await expect(state(again)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  expect(await onServer(author, id)).toBe("It begins. One. Two.");
});

test("what is typed offline is kept, said so, and saved when the writer is back", async ({ openAs, author }) => {
  const { id } = await author.draft("At sea", "It begins.");
  const context = await openAs(author);
  const page = await openEditor(context, id);
  await context.setOffline(true);
  await type(page, " Out of reach.");
  await expect(state(page)).toHaveText("Offline, will save when back");
  await context.setOffline(false);
  await expect(state(page)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  expect(await onServer(author, id)).toBe("It begins. Out of reach.");
});

test("a session that ends while writing costs nothing: one signs in again in place", async ({ openAs, author }) => {
  const { id } = await author.draft("Signed out", "It begins.");
  const context = await openAs(author);
  const page = await openEditor(context, id);
  await context.clearCookies();
  await type(page, " Still writing.");
  await expect(state(page)).toHaveText("Signed out, saved on this device", { timeout: 20_000 });
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  if (!(await dialog.isVisible())) await page.getByRole("button", { name: "Sign in again" }).click();
  await dialog.getByLabel("E-mail").fill(author.email);
  await dialog.getByLabel("Password", { exact: true }).fill(author.password);
  await dialog.getByRole("button", { name: /^sign in/i }).click();
  await expect(state(page)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  expect(await onServer(author, id)).toBe("It begins. Still writing.");
});

test("a change from elsewhere is shown, and keeping both loses neither", async ({ openAs, author }) => {
  const { id, version } = await author.draft("Two hands", "It begins.");
  const page = await openEditor(await openAs(author), id);
  await author.api.story.update.mutate({ id, version, body: "It began elsewhere." });
  await type(page, " My own words.");
  await expect(state(page)).toHaveText("Changed elsewhere", { timeout: 20_000 });
  await page.getByRole("button", { name: "Keep both" }).click();
  await expect(state(page)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  const body = await onServer(author, id);
  expect(body).toContain("It begins. My own words.");
  expect(body).toContain("It began elsewhere.");
});

test("a second tab that holds nothing of its own takes over what the first has saved", async ({ openAs, author }) => {
  const { id } = await author.draft("Two tabs", "It begins.");
  const context = await openAs(author);
  const first = await openEditor(context, id);
  const second = await openEditor(context, id);
  await type(first, " In the first.");
  await expect(state(first)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  await expect(text(second)).toHaveText("It begins. In the first.");
  await type(second, " In the second.");
  await expect(state(second)).toHaveText(/^Saved \d/, { timeout: 20_000 });
  await expect.poll(() => onServer(author, id)).toBe("It begins. In the first. In the second.");
});

test("a double click on the confirming button publishes once, and Undo takes it back", async ({ openAs, author }) => {
  const { id } = await author.draft("Once only", "It begins.");
  const page = await openEditor(await openAs(author), id);
  await page.getByTestId("publish-button").click();
  await page.getByTestId("confirm-publish").dblclick();
  const toast = page.getByRole("listitem").filter({ hasText: "Undo" });
  await expect(toast).toBeVisible();
  expect(await author.api.story.manuscript.query({ id })).toMatchObject({ status: "published", version: 2 });
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await author.api.story.manuscript.query({ id })).status).toBe("draft");
});
