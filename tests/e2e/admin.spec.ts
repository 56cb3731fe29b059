import pg from "pg";
import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

async function signUpAs(role: "admin" | "moderator"): Promise<Author> {
  const person = await signUp();
  const sql = new pg.Client({ connectionString: process.env.INKWIRE_TEST_DATABASE_URL });
  await sql.connect();
  await sql.query(`UPDATE "Member" SET role = $1 WHERE handle = $2`, [role, person.handle]);
  await sql.end();
  return person;
}

test("an administrator sees how the installation does, and who watches", async ({ author, openAs }) => {
  const admin = await signUpAs("admin");
  const page = await (await openAs(admin)).newPage();
  await page.goto("/admin");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByTestId("tile-Members")).toHaveText(/^\d/);
  await expect(page.getByTestId("journey-signUp")).toContainText("Signed up");
  const asOf = page.locator("time[datetime]").first();
  const before = await asOf.getAttribute("datetime");
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(asOf).not.toHaveAttribute("datetime", before ?? "");
  await page.getByRole("button", { name: "Day", exact: true }).click();
  await expect(page.getByRole("button", { name: "Day", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);

  await page.getByRole("link", { name: "Health" }).click();
  await expect(page.getByText("reached by every process")).toBeVisible();
  await expect(page.getByRole("table").getByText("server")).toBeVisible();
  await expectAccessible(page);

  const reader = await (await openAs(author)).newPage();
  await reader.goto("/community");
  await page.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: "Connections" }).click();
  const row = page.getByTestId("connection").filter({ hasText: `@${author.handle}` });
  // A process says each five seconds what is open.
  await expect(async () => {
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(row.first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(page);
  await row
    .first()
    .getByRole("button", { name: /^Disconnect/ })
    .click();
  await expect(page.getByText("Disconnected. It is gone")).toBeVisible();
});

test("figures come by themselves while somebody looks, and rest while the page is hidden", async ({ openAs }) => {
  const page = await (await openAs(await signUpAs("admin"))).newPage();
  await page.clock.install();
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("admin.health")) asked++;
  });
  await page.goto("/admin/health");
  await expect(page.getByRole("heading", { name: "Health" })).toBeVisible();
  const asOf = page.locator("main time[datetime]").first();
  const first = await asOf.getAttribute("datetime");
  await page.clock.runFor(31_000);
  // They are there, and so 30 seconds old at the earliest 30 seconds from now.
  await expect(async () => {
    await page.clock.runFor(50);
    expect(await asOf.getAttribute("datetime")).not.toBe(first);
  }).toPass();
  expect(asked).toBe(1);
  const hide = (state: "hidden" | "visible") =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, state);
  await hide("hidden");
  await page.clock.runFor(95_000);
  expect(asked).toBe(1);
  await hide("visible");
  // Calls are gathered for a moment before they are sent, and the clock stands still.
  await page.clock.runFor(1_000);
  await expect.poll(() => asked).toBe(2);
});

test("what an administrator says is before everybody at once, until they put it away", async ({ author, openAs }) => {
  const reader = await (await openAs(author)).newPage();
  const guest = await (await openAs(null)).newPage();
  await Promise.all([reader.goto("/community"), guest.goto("/community")]);
  const page = await (await openAs(await signUpAs("admin"))).newPage();
  await page.goto("/admin/notices");
  const text = "We restart at noon. Your texts are safe.";
  await page.getByLabel("Notice").fill(text);
  await page.getByRole("button", { name: "Show it to everybody" }).click();
  for (const one of [reader, guest]) await expect(one.getByTestId("bulletin")).toContainText(text);
  await expect(page.getByText("Shown now", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await reader.getByRole("button", { name: "Dismiss this notice" }).click();
  await expect(reader.getByTestId("bulletin")).toBeHidden();
  await reader.reload();
  await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(reader.getByTestId("bulletin")).toBeHidden();
  await guest.reload();
  await expect(guest.getByTestId("bulletin")).toContainText(text);

  await page.getByRole("button", { name: "Take down what is shown" }).click();
  await expect(guest.getByTestId("bulletin")).toBeHidden();
});

test("to members these pages do not exist, and moderators get to theirs", async ({ author, openAs }) => {
  const member = await (await openAs(author)).newPage();
  expect((await member.goto("/admin"))?.status()).toBe(404);
  const moderator = await (await openAs(await signUpAs("moderator"))).newPage();
  await moderator.goto("/admin");
  await expect(moderator).toHaveURL(/\/admin\/moderation$/);
  expect((await moderator.goto("/admin/health"))?.status()).toBe(404);
});

test("an administrator finds a member, makes them a moderator and takes it back; the audit log has both", async ({
  author,
  openAs,
}) => {
  const page = await (await openAs(await signUpAs("admin"))).newPage();
  await page.goto("/admin/members");
  await page.getByLabel("Handle or name").fill(author.handle);
  await page.getByRole("button", { name: "Find" }).click();
  const row = page.getByTestId("member").filter({ hasText: `@${author.handle}` });
  await expect(page.getByTestId("member")).toHaveCount(1);
  await expectAccessible(page);

  await row.getByRole("combobox").selectOption("moderator");
  await expect(page.getByRole("alertdialog")).toContainText(`Make @${author.handle} a moderator?`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(row.getByRole("combobox")).toHaveValue("member");
  await row.getByRole("combobox").selectOption("moderator");
  await page.getByRole("button", { name: "Give the role" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(row.getByRole("combobox")).toHaveValue("moderator");
  const staff = await (await openAs(author)).newPage();
  await staff.goto("/admin/moderation");
  await expect(staff.getByRole("navigation", { name: "Administration" })).toBeVisible();

  await row.getByRole("combobox").selectOption("member");
  await page.getByRole("button", { name: "Take the role" }).click();
  await expect(row.getByRole("combobox")).toHaveValue("member");
  await page.goto("/admin/audit");
  await expect(page.getByTestId("audit-entry").filter({ hasText: `@${author.handle}` })).toHaveCount(2);
});

test("feedback is kept until it has arrived, and is at once with those who look after the site", async ({
  author,
  openAs,
}) => {
  const atStaff = await (await openAs(await signUpAs("moderator"))).newPage();
  await atStaff.goto("/admin/feedback");
  await expect(atStaff.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  const page = await (await openAs(author)).newPage();
  await page.goto("/community");
  await page.getByRole("contentinfo").getByRole("link", { name: "Feedback" }).click();
  await expect(page).toHaveURL(/\/feedback\?from=%2Fcommunity$/);
  const text = page.getByRole("textbox", { name: "What should we know?" });
  const said = `The feed forgets its tags, says ${author.handle}.`;
  await text.fill(said);
  await page.reload();
  await expect(text).toHaveValue(said);
  await page.getByRole("button", { name: "Send feedback" }).click();
  await expect(page.getByText("Choose what it is")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /A problem/ }).check();
  await page.getByRole("button", { name: "Send feedback" }).click();
  await expect(page.getByRole("heading", { name: "Thank you, it has arrived" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Write another" }).click();
  await expect(page.getByRole("radio", { name: /A problem/ })).toBeFocused();

  await atStaff.getByRole("button", { name: /just come in/ }).click();
  const row = atStaff.getByTestId("feedback").filter({ hasText: said });
  await expect(row).toBeFocused();
  await expect(row.getByRole("link", { name: "/community" })).toBeVisible();
  await expect(row.getByRole("button", { name: "Mark as done" })).toHaveAccessibleDescription(said);
  await row.getByRole("button", { name: "Mark as done" }).click();
  await expect(row).toContainText("Done by @");
  await expectAccessible(atStaff);
});
