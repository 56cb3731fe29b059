import type { Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { hold } from "../support/hold";
import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

/** Keeps the export of an account at the stage that reads the pictures, for as long as the test wants. */
const holdWriting = () => hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", "Picture");

const state = (page: Page) => page.getByTestId("job-state");
const stage = (page: Page, id: string) => page.getByTestId(`stage-${id}`);

async function requestExport(author: Author): Promise<string> {
  const { id } = await author.api.member.requestExport.mutate();
  return `/jobs/${id}`;
}

test("an account is exported: reloaded in the middle, watched on a second device, fetched by its owner alone", async ({
  openAs,
  author,
}) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/export");
  const held = await holdWriting();
  await page.getByRole("button", { name: "Export your account" }).click();
  await expect(stage(page, "write")).toHaveAttribute("data-standing", "running");
  await expect(stage(page, "collect")).toHaveAttribute("data-standing", "done");
  await expect(page.getByTestId("job-tray")).toHaveAttribute("data-active", "1");
  await expect(page).toHaveTitle(/^\d+ % Export of your account/);
  await expect(page.getByText("It is safe to leave this page")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await page.setViewportSize({ width: 1280, height: 720 });
  await page.reload();
  await expect(stage(page, "write")).toHaveAttribute("data-standing", "running");
  await expect(page.getByTestId("job-log")).toContainText("1 story, 0 comments");

  const second = await (await openAs(author)).newPage();
  await second.goto("/jobs");
  const row = second.getByTestId("job-row");
  await expect(row).toHaveAttribute("data-state", "running");
  await second.getByTestId("job-tray").click();
  await expect(second.getByRole("dialog", { name: "Jobs" })).toContainText("Writing your stories");
  await second.keyboard.press("Escape");

  // It goes away by itself: looked for from before it comes.
  const told = second.getByText("Export of your account is done").waitFor({ timeout: 30_000 });
  await held[Symbol.asyncDispose]();
  await told;
  await expect(state(page)).toHaveText("Done");
  await expect(row).toHaveAttribute("data-state", "succeeded");
  await expect(page).toHaveTitle(/^✓ Export of your account/);
  await expect(page.getByTestId("job-item")).toHaveAttribute("data-state", "done");
  // Whoever watched it need not be told: the bell says nothing, on either device.
  await expect(page.getByTestId("bell-count")).toBeHidden();
  await expect(second.getByTestId("bell-count")).toBeHidden();

  const link = page.getByRole("link", { name: "Download" });
  const arriving = page.waitForEvent("download");
  await link.click();
  expect((await arriving).suggestedFilename()).toBe(`inkwire-${author.handle}.zip`);
  const href = (await link.getAttribute("href")) ?? "";
  const asked = await page.evaluate(async (href) => {
    const response = await fetch(href);
    const begins = (await response.text()).slice(0, 2);
    return { status: response.status, disposition: response.headers.get("content-disposition"), begins };
  }, href);
  expect(asked).toEqual({ status: 200, disposition: expect.stringMatching(/^attachment/), begins: "PK" });
  const statusFor = async (who: Author | null, path: string) => {
    const theirs = await (await openAs(who)).newPage();
    await theirs.goto("/community");
    return theirs.evaluate(async (path) => (await fetch(path)).status, path);
  };
  expect(await statusFor(null, href)).toBe(401);
  expect(await statusFor(await signUp(), href)).toBe(404);
  expect(await statusFor(author, `${href}x`)).toBe(404);
});

test("what is cancelled stops, and can be tried again from another device", async ({ openAs, author }) => {
  const held = await holdWriting();
  const address = await requestExport(author);
  const page = await (await openAs(author)).newPage();
  await page.goto(address);
  await expect(stage(page, "write")).toHaveAttribute("data-standing", "running");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(state(page)).toHaveText("Cancelled", { timeout: promptly });
  await expect(stage(page, "write")).toHaveAttribute("data-standing", "stopped");
  await held[Symbol.asyncDispose]();

  const second = await (await openAs(author)).newPage();
  await second.goto(address);
  await second.getByRole("button", { name: "Try again" }).click();
  await expect(state(second)).toHaveText("Done");
  await expect(state(page)).toHaveText("Done");
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
});

test("a failure says where, why and what to do, on its page and as a toast elsewhere", async ({ openAs, author }) => {
  const context = await openAs(author);
  const elsewhere = await context.newPage();
  await elsewhere.goto("/settings/profile");
  const page = await context.newPage();
  await page.goto("/studio/import");
  const file = { name: "broken.epub", mimeType: "application/epub+zip", buffer: Buffer.from("PK, and no book") };
  const told = elsewhere.getByText(/broken\.epub.* failed:/).waitFor({ timeout: 30_000 });
  await page.locator("input[type=file]").setInputFiles(file);
  await told;
  await page.waitForURL("**/jobs/*");
  await expect(page.getByTestId("job-error")).toContainText("This failed at: Reading its pages");
  await expect(page.getByTestId("job-error")).toContainText("broken.epub");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page).toHaveTitle(/^✗ /);
  await expectAccessible(page);
});

test("where streams do not get through, the page asks instead", async ({ openAs, author }) => {
  const held = await holdWriting();
  const address = await requestExport(author);
  const page = await (await openAs(author)).newPage();
  await page.route("**/api/live", (route) => route.abort());
  await page.goto(address);
  await expect(stage(page, "write")).toHaveAttribute("data-standing", "running");
  await held[Symbol.asyncDispose]();
  await expect(state(page)).toHaveText("Done");
  await expect(page.getByRole("link", { name: "Download" })).toBeVisible();
});

test("a history with nothing in it says what it is for; another member's job is not there", async ({
  openAs,
  author,
}) => {
  const address = await requestExport(author);
  const other = await (await openAs(await signUp())).newPage();
  await other.goto("/jobs");
  await expect(other.getByRole("heading", { name: "No jobs so far" })).toBeVisible();
  await expectAccessible(other);
  expect((await other.goto(address))?.status()).toBe(404);
  const guest = await (await openAs(null)).newPage();
  await guest.goto(address);
  await expect(guest).toHaveURL(/\/sign-in\?next=%2Fjobs%2F/);
});
