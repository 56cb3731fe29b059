import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, patient, signUp, test } from "./support/fixtures";

const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
const answers = (page: Page) => page.getByRole("grid", { name: "When you can come" });
const heat = (page: Page) => page.getByRole("grid", { name: "How many can come" });
const from = (ms: number) => new Date(Date.now() + ms).toISOString();
const day = 24 * 60 * 60_000;

/** Three evenings in UTC, at 19:00 and at 21:00: options 1 to 6. */
const slots = [0, 1, 2].flatMap((after) =>
  [19, 21].map((hour) => {
    const startsAt = Date.UTC(2027, 4, 3 + after, hour);
    return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 90 * 60_000).toISOString() };
  }),
);
const evenings = { kind: "availability", timeZone: "UTC", slots } as const;

test.use({ timezoneId: "UTC" });

test("a date is asked for with the mouse", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/polls/new?kind=availability");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("Ask a question of at least 3 characters")).toBeVisible();
  await expect(page.getByText("Offer at least one slot")).toBeVisible();
  await page.getByRole("textbox", { name: "Question" }).fill("When do we read?");
  // A drag across three days of the last week shown.
  const days = page.getByRole("grid", { name: "Days" }).getByRole("row").last().getByRole("button");
  await days.nth(1).hover();
  await page.mouse.down();
  await days.nth(3).hover();
  await page.mouse.up();
  await expect(page.getByText("3 times are offered")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByRole("heading", { name: "When do we read?" })).toBeVisible();
  await expect(page.getByText("No answers yet")).toBeVisible();
  await expect(heat(page).getByRole("button")).toHaveCount(3);
});

test("the organiser takes away a time that nobody marked and adds others, before the eyes of who answers", async ({
  openAs,
  author,
}) => {
  test.setTimeout(90_000);
  const { slug } = await author.api.poll.create.mutate({ ...evenings, question: "When do we read?" });
  const [page, atGuest] = [await (await openAs(author)).newPage(), await (await openAs(null)).newPage()];
  await atGuest.goto(`/polls/${slug}`);
  await live(atGuest);
  await atGuest.getByRole("textbox", { name: "Your name" }).fill("Salma");
  await answers(atGuest)
    .getByRole("button", { name: /^Mon 3 May, 19:00/ })
    .click();
  await atGuest.getByRole("button", { name: "Send your answer" }).click();
  await expect(atGuest.getByTestId("answer-state")).toContainText("Sent");

  await page.goto(`/polls/${slug}`);
  await page.getByRole("button", { name: "Times", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add or take away times" });
  const staying = dialog.getByRole("grid", { name: "Times that stay" });
  await expect(staying.getByRole("button")).toHaveCount(5); // not the one that Salma marked
  await staying.getByRole("button", { name: /^Tue 4 May, 21:00/ }).click();
  await expect(dialog.getByText("1 time goes")).toBeVisible();
  await dialog.getByRole("grid", { name: "Days" }).getByRole("row").last().getByRole("button").last().click();
  await expect(dialog.getByText("2 times come")).toBeVisible(); // at both times of day that are offered
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save the times" }).click();
  await expect(dialog).toBeHidden();
  await expect(answers(atGuest).getByRole("button")).toHaveCount(7);
  await expect(answers(atGuest).getByRole("button", { name: /^Tue 4 May, 21:00/ })).toHaveCount(0);
  await expect(answers(atGuest).getByRole("button", { name: /, new$/ })).toHaveCount(2);
});

test("a guest answers with the keyboard alone, the organiser watches the heat map, and settles the date", async ({
  openAs,
  author,
}) => {
  test.setTimeout(90_000);
  const { slug } = await author.api.poll.create.mutate({ ...evenings, question: "When do we read?" });
  const [atAuthor, atGuest] = [await (await openAs(author)).newPage(), await (await openAs(null)).newPage()];
  for (const page of [atAuthor, atGuest]) {
    await page.goto(`/polls/${slug}`);
    await live(page);
  }
  await atGuest.getByRole("textbox", { name: "Your name" }).focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await atGuest.keyboard.press(key);
  };
  await atGuest.keyboard.type("Salma");
  // To the brush, to the first time: yes there and, drawn along, to the one below; if need be at the third.
  await press("Tab", "Tab", "Space", "Shift+ArrowDown", "ArrowDown", "i");
  const marked = answers(atGuest).locator("button:not([data-mark=no])");
  await expect(marked).toHaveCount(3);
  expect(await marked.evaluateAll((cells) => cells.map((cell) => cell.dataset.mark))).toEqual(["yes", "yes", "maybe"]);
  await press("Tab", "Enter");
  await expect(atGuest.getByTestId("answer-state")).toContainText("Sent");

  // The heat map follows at the author's, whom nothing asked to reload.
  const hot = heat(atAuthor).getByRole("button", { name: /: 1 of 1 can/ });
  await expect(hot).toHaveCount(3);
  await expect(hot.first()).toHaveAccessibleName("Mon 3 May, 19:00 to 20:30: 1 of 1 can, among the best");
  await expect(hot.first()).toHaveAttribute("data-heat", "4");
  await heat(atAuthor).getByRole("button").last().focus();
  await atAuthor.keyboard.press("Control+Home");
  await atAuthor.keyboard.press("ArrowDown");
  await atAuthor.keyboard.press("ArrowDown");
  await expect(hot.last()).toBeFocused();
  await expect(hot.last()).toHaveAccessibleName(/1 of 1 can, 1 of them if need be$/);
  await expect(atAuthor.getByTestId("who-can")).toContainText("If need beSalma");
  await atAuthor.getByRole("button", { name: "Show as a table" }).click();
  await expect(atAuthor.getByRole("cell", { name: "Salma (if need be)" })).toBeVisible();
  await expectAccessible(atAuthor);

  await atAuthor.getByRole("button", { name: "Close it now" }).click();
  await atAuthor.getByRole("button", { name: "Close the poll" }).click();
  await expect(atGuest.getByTestId("outcome")).toContainText("It is a tie between");
  await expect(answers(atGuest)).toHaveCount(0);
  await atAuthor.getByRole("button", { name: "Choose what wins" }).click();
  await atAuthor.getByRole("combobox", { name: "The winner" }).selectOption({ label: "Tue 4 May, 19:00 to 20:30" });
  await atAuthor.getByRole("button", { name: "Make it the winner" }).click();
  await expect(atGuest.getByTestId("outcome")).toContainText("Chosen:Tue 4 May, 19:00 to 20:30");
  const [file] = await Promise.all([
    atGuest.waitForEvent("download"),
    atGuest.getByRole("link", { name: "Add it to your calendar" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(text).toContain("DTSTART:20270504T190000Z");
  await expectAccessible(atGuest);
});

test("a guest's private link opens the answer in another browser; a finger that holds paints, and one that taps marks", async ({
  openAs,
  browser,
  author,
}) => {
  test.setTimeout(90_000);
  const { slug } = await author.api.poll.create.mutate({ ...evenings, question: "Which evening?" });
  const first = await (await openAs(null)).newPage();
  await first.goto(`/polls/${slug}`);
  await first.getByRole("textbox", { name: "Your name" }).fill("Pieter");
  await answers(first).getByRole("button").first().click();
  await first.getByRole("button", { name: "Send your answer" }).click();
  const link = await first.getByTestId("edit-link").getAttribute("href");
  await first.reload();
  await expect(first.getByRole("textbox", { name: "Your name" })).toHaveValue("Pieter");

  const phone = patient(
    await browser.newContext({ hasTouch: true, viewport: { width: 360, height: 740 }, timezoneId: "UTC" }),
  );
  const page = await phone.newPage();
  await page.goto(link ?? "");
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Pieter");
  expect(page.url(), "the key is taken out of the address").not.toContain("key=");
  const cells = answers(page).getByRole("button");
  await expect(cells.first()).toHaveAttribute("data-mark", "yes");
  await cells.nth(1).tap();
  await expect(cells.nth(1)).toHaveAttribute("data-mark", "yes");

  const touch = await phone.newCDPSession(page);
  const at = async (index: number) => {
    const box = await cells.nth(index).boundingBox();
    if (!box) throw new Error("the cell is not in sight");
    return [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  };
  await cells.nth(5).scrollIntoViewIfNeeded();
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: await at(2) });
  await expect(cells.nth(2), "after a moment of rest").toHaveAttribute("data-mark", "yes");
  await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: await at(5) });
  await expect(cells.nth(5)).toHaveAttribute("data-mark", "yes");
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  for (const index of [2, 3, 4, 5]) await expect(cells.nth(index)).toHaveAttribute("data-mark", "yes");
  await page.getByRole("button", { name: "Save the changes" }).click();
  await expect(page.getByTestId("answer-state")).toContainText("Sent");
  await expect(first.getByTestId("answer-count")).toHaveText("1 answer");
  await expect(heat(first).getByRole("button", { name: /: 1 of 1 can/ })).toHaveCount(6);
  await phone.close();
});

test("a reader poll is answered below its story, closes at its deadline before everybody's eyes, and tells who is waited for", async ({
  openAs,
  author,
}) => {
  test.setTimeout(90_000);
  const { id, slug } = await author.publish("A Story with a Fork");
  const [reader, other] = await Promise.all([signUp(), signUp()]);
  const question = "What happens at the fork?";
  const poll = await author.api.poll.create.mutate({
    kind: "choice",
    question,
    storyId: id,
    timeZone: "UTC",
    choices: ["They go left", "They go right"],
    closesAt: from(day),
  });
  const [atReader, atOther] = [await (await openAs(reader)).newPage(), await (await openAs(other)).newPage()];
  await atReader.goto(`/stories/${slug}`);
  await atOther.goto(`/polls/${poll.slug}`);
  for (const page of [atReader, atOther]) await live(page);
  const below = atReader.getByTestId("story-poll");
  await expect(below.getByTestId("countdown")).toContainText("in 23 h");
  await below.getByRole("button", { name: "Send your answer" }).click();
  await expect(below.getByText("Choose an option first")).toBeVisible();
  await below.getByRole("radio", { name: "They go right" }).check();
  await expectAccessible(atReader);
  await below.getByRole("button", { name: "Send your answer" }).click();
  await expect(below.getByTestId("choice-bars")).toContainText("1 vote, 100 %");
  await expect(atOther.getByTestId("choice-bars")).toContainText("1 vote, 100 %");

  // Of the minutes since it was made, the last quarter is "soon": the other one has opened the poll and not answered.
  await author.api.poll.edit.mutate({ slug: poll.slug, closesAt: from(12_000) });
  const decided = atReader.getByText(`The poll ${question} is decided: They go right`).waitFor({ timeout: 40_000 });
  await expect(atOther.getByText(`The poll ${question} closes soon`)).toBeVisible({ timeout: 25_000 });
  await decided;
  for (const page of [atReader, atOther]) {
    await expect(page.getByTestId("outcome")).toContainText("They go right", { timeout: 25_000 });
  }
  await expect(atOther.getByRole("button", { name: "Send your answer" })).toHaveCount(0);
  expect((await reader.api.notification.list.query({})).items.map(({ type }) => type)).toEqual(["poll.closed"]);
  expect((await other.api.notification.list.query({})).items.map(({ type }) => type)).toEqual(["poll.closing"]);
});
