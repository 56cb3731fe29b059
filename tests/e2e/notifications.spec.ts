import type { Page } from "@playwright/test";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
const count = (page: Page) => page.getByTestId("bell-count");
const rows = (page: Page) => page.getByTestId("notification");

test("the number on the bell is the same in two browsers and two tabs, whoever reads", async ({ openAs, author }) => {
  const [desk, phone] = [await openAs(author), await openAs(author)];
  const pages = [await desk.newPage(), await desk.newPage(), await phone.newPage()];
  const [first, , other] = pages;
  if (!first || !other) throw new Error("no page");
  for (const page of pages) {
    await page.goto("/studio");
    await live(page);
    await expect(count(page)).toHaveCount(0);
  }
  const [ana, ben] = [await signUp(), await signUp()];
  await ana.api.follow.set.mutate({ handle: author.handle });
  await expect(first.getByText(`Author ${ana.handle} follows you`)).toBeVisible(); // the toast
  for (const page of pages) await expect(count(page)).toHaveText("1");
  await ben.api.follow.set.mutate({ handle: author.handle });

  await Promise.all([other.keyboard.press("g"), other.keyboard.press("n")]); // a sequence has its time
  await expect(other.getByRole("heading", { name: "Notifications", level: 1 })).toBeVisible();
  await expect(rows(other)).toHaveCount(1);
  await expect(rows(other)).toContainText(`Author ${ben.handle} and Author ${ana.handle} follow you`);
  await other.getByRole("button", { name: "Mark all read" }).click();
  for (const page of pages) await expect(count(page)).toHaveCount(0);

  // Read since: the next one begins anew.
  await (await signUp()).api.follow.set.mutate({ handle: author.handle });
  for (const page of pages) await expect(count(page)).toHaveText("1");
  // It waits; nothing moves before it is asked for.
  await expect(rows(other)).toHaveCount(1);
  await other.getByRole("button", { name: "1 new notification" }).click();
  await expect(rows(other)).toHaveCount(2);
});

test("by keyboard alone: open the bell, read one, follow it; axe finds nothing", async ({ openAs, author }) => {
  const fan = await signUp();
  await fan.api.follow.set.mutate({ handle: author.handle });
  const page = await (await openAs(author)).newPage();
  await page.goto("/studio");
  await live(page);
  const bell = page.getByRole("button", { name: "Notifications, 1 unread" });
  await bell.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Notifications" })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("bell")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /follows you/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/members/${fan.handle}`);
  await expect(count(page)).toHaveCount(0);

  await page.goto("/notifications?filter=unread");
  await expect(page.getByRole("heading", { name: "You’re all caught up" })).toBeVisible();
  await page.goto("/notifications");
  await expect(rows(page)).toHaveAttribute("data-read", "true");
});

test("what is switched off is not told", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/notifications");
  await live(page);
  await page.getByText("My stories", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Someone follows me: Bell" }).uncheck();
  await expect(page.getByText("Saved: Someone follows me, Bell off")).toBeAttached();
  await page.reload();
  await page.getByText("My stories", { exact: true }).click();
  await expect(page.getByRole("checkbox", { name: "Someone follows me: Bell" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Someone follows me: Pop-up" })).toBeDisabled();
  await (await signUp()).api.follow.set.mutate({ handle: author.handle });
  expect((await author.api.notification.unreadCount.query()).unread).toBe(0);
});

test("a writer sees whom a publish will notify; it reaches the follower wherever they are, and is taken back again", async ({
  openAs,
  author,
}) => {
  const follower = await signUp();
  await follower.api.follow.set.mutate({ handle: author.handle });
  const reading = await (await openAs(follower)).newPage();
  await reading.goto("/studio");
  await live(reading);
  const writing = await (await openAs(author)).newPage();
  const { id } = await author.draft("The Lamplighter’s Round");
  await writing.goto(`/studio/${id}`);
  await writing.getByTestId("publish-button").click();
  await expect(writing.getByTestId("reach")).toHaveText("One follower will be notified.");
  await writing.getByRole("radio", { name: /^Unlisted/ }).check();
  await expect(writing.getByTestId("reach")).toHaveText("Nobody will be notified.");
  await writing.getByRole("radio", { name: /^Public/ }).check();
  await writing.getByTestId("confirm-publish").click();
  await expect(reading.getByText(`Author ${author.handle} published The Lamplighter’s Round`)).toBeVisible();
  await expect(count(reading)).toHaveText("1");
  await author.api.story.unpublish.mutate({ id });
  await expect(count(reading)).toHaveCount(0);
  await reading.goto("/notifications");
  await expect(reading.getByRole("heading", { name: "You’re all caught up" })).toBeVisible();
});

test("the link in a mail stops the mails, without a sign-in", async ({ openAs }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/unsubscribe/not-a-key");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop the e-mails" }).click();
  await expect(page.getByText("This link is not complete")).toBeVisible();
});
