import type { Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { expect, signUp, test } from "./support/fixtures";

test("in DevTools, new EventSource('/api/community/events') shows each story as it is published", async ({
  openAs,
  author,
}) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/profile");
  const opened = await page.evaluate(async () => {
    const source = new EventSource("/api/community/events");
    const heard: unknown[] = [];
    Object.assign(window, { source, heard });
    source.addEventListener("story-published", ({ data, lastEventId }) =>
      heard.push({ ...JSON.parse(data), lastEventId }),
    );
    await new Promise((resolve) => source.addEventListener("connected", resolve));
    return source.readyState === EventSource.OPEN;
  });
  expect(opened).toBe(true);
  const { id } = await author.publish("Read in DevTools");
  const heard = () => page.evaluate(() => (window as unknown as { heard: object[] }).heard);
  await expect.poll(heard, { timeout: promptly }).toHaveLength(1);
  expect(await heard()).toEqual([
    expect.objectContaining({ id, title: "Read in DevTools", lastEventId: expect.stringMatching(/^[a-z0-9]+\.\d+$/) }),
  ]);

  // Signing out ends it for good: the browser comes back once, is answered 401 and gives up.
  await page.evaluate(() => fetch("/api/auth/sign-out", { method: "POST" }));
  const state = () => page.evaluate(() => (window as unknown as { source: EventSource }).source.readyState);
  await expect.poll(state).toBe(2);
});

test("with a token it opens without a cookie", async ({ openAs, author }) => {
  const issuing = await (await openAs(author)).newPage();
  await issuing.goto("/settings/profile");
  const token = await issuing.evaluate(async () => {
    const answer = await fetch("/api/community/events", { method: "POST" });
    return ((await answer.json()) as { token: string }).token;
  });
  const page = await (await openAs(null)).newPage();
  await page.goto("/sign-in");
  const outcomes = await page.evaluate(async (token) => {
    const open = (query: string) =>
      new Promise((resolve) => {
        const source = new EventSource(`/api/community/events${query}`);
        const end = (outcome: string) => {
          source.close();
          resolve(outcome);
        };
        source.addEventListener("connected", () => end("connected"));
        source.addEventListener("error", () => end("refused"));
      });
    return [await open(""), await open(`?token=${token}`)];
  }, token);
  expect(outcomes).toEqual(["refused", "connected"]);
});

const cards = (page: Page) => page.getByTestId("story-card");
const pill = (page: Page) => page.getByTestId("new-story-notification");
const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");

test("what is published here is on the feed and in the studio that one goes to, and in a studio open elsewhere", async ({
  openAs,
  author,
}) => {
  const context = await openAs(author);
  const [page, elsewhere] = [await context.newPage(), await context.newPage()];
  await elsewhere.goto("/studio");
  await live(elsewhere);
  const row = elsewhere.getByTestId("story-item").filter({ hasText: "The Night Ferry" });
  await expect(row).toContainText("Draft");

  await page.goto("/community");
  await page.getByRole("link", { name: "Studio" }).first().click();
  await page.getByTestId("story-item").first().click();
  await page.getByTestId("publish-button").click();
  await page.getByTestId("confirm-publish").click();
  await expect(row).toContainText("Published", { timeout: promptly });

  await page.getByRole("link", { name: "Community" }).first().click();
  await expect(cards(page).first()).toContainText("The Night Ferry");
  await page.getByRole("link", { name: "Studio" }).first().click();
  await expect(page.getByTestId("story-item").first()).toContainText("Published");
});

test("stories that come together are told of in one toast", async ({ openAs, author }) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/community");
  await live(page);
  const drafts = await Promise.all([1, 2, 3].map((n) => author.draft(`One of three, ${n}`)));
  // However long it takes here, for the page it is one moment.
  await page.evaluate(() => {
    const now = Date.now();
    Date.now = () => now;
  });
  await Promise.all(drafts.map(({ id }) => author.api.story.publish.mutate({ id })));
  await expect(page.locator("[data-sonner-toast]").filter({ hasText: "3 new stories" })).toBeVisible();
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(1);
  await expect(pill(page)).toHaveText(/3 new stories/);
});

test("an author is muted from the toast, and unmuted there too", async ({ openAs, author }) => {
  const [reader, other] = [await signUp(), await signUp()];
  const page = await (await openAs(reader)).newPage();
  await page.goto("/community");
  await live(page);
  const toast = (text: string | RegExp) => page.locator("[data-sonner-toast]").filter({ hasText: text });

  await author.publish("Too Loud");
  await toast("New story: Too Loud").getByRole("button", { name: "Mute" }).click();
  await expect(toast(`Muted Author ${author.handle}`)).toBeVisible();
  await expect(pill(page)).toHaveCount(0);
  await author.publish("Still Loud");
  await other.publish("By Somebody Else");
  await expect(pill(page)).toHaveText(/1 new story/);
  await expect(toast("Still Loud")).toHaveCount(0);

  await toast(`Muted Author ${author.handle}`).getByRole("button", { name: "Undo" }).click();
  await author.publish("Heard Again");
  await expect(
    toast("Heard Again")
      .or(toast(/new stories/))
      .first(),
  ).toBeVisible();
});
