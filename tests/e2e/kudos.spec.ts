import type { Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
const count = (page: Page) => page.getByTestId("kudos-count");

test("kudos are given with a key, counted before others' eyes, and taken back", async ({ openAs, author }) => {
  const { slug } = await author.publish("A Story to Love");
  const reader = await signUp();
  const [atReader, atGuest] = [await (await openAs(reader)).newPage(), await (await openAs(null)).newPage()];
  for (const page of [atReader, atGuest]) {
    await page.goto(`/stories/${slug}`);
    await live(page);
    await expect(count(page)).toHaveText("0");
  }
  await atReader.keyboard.press("l");
  await expect(atReader.getByTestId("kudos")).toHaveAttribute("aria-pressed", "true");
  await expect(count(atGuest)).toHaveText("1", { timeout: promptly });
  await expectAccessible(atReader);
  await atReader.reload();
  await expect(atReader.getByTestId("kudos")).toHaveAttribute("aria-pressed", "true");
  await atReader.getByTestId("kudos").click();
  await expect(count(atGuest)).toHaveText("0", { timeout: promptly });
});

test("in the feed the key gives kudos to the story that has the focus", async ({ openAs, author }) => {
  const { id } = await author.publish("Loved From Afar");
  const page = await (await openAs(await signUp())).newPage();
  await page.goto("/community");
  await live(page);
  const heart = page.getByRole("button", { name: /^Kudos for Loved From Afar/ });
  await expect(heart).toContainText("0");
  await page.keyboard.press("j");
  await page.keyboard.press("l");
  await expect(heart).toHaveAttribute("aria-pressed", "true");
  await expect(heart).toContainText("1");
  await expect.poll(async () => (await author.api.reaction.state.query({ storyId: id })).count).toBe(1);
});

test("a kudos that does not get there is taken back and said so", async ({ openAs, author }) => {
  const { slug } = await author.publish("Loved in a Tunnel");
  const context = await openAs(await signUp());
  const page = await context.newPage();
  await page.goto(`/stories/${slug}`);
  await live(page);
  await context.setOffline(true);
  await page.getByTestId("kudos").click();
  await expect(page.getByText("Your kudos did not get there")).toBeVisible();
  await expect(page.getByTestId("kudos")).toHaveAttribute("aria-pressed", "false");
  await expect(count(page)).toHaveText("0");
});

test("a tag is followed from its page, and let go where all follows are listed", async ({ openAs, author }) => {
  const { id } = await author.api.story.create.mutate({ title: "Lamplight", body: "Text.", tags: ["lamps"] });
  await author.api.story.publish.mutate({ id });
  const reader = await signUp();
  await reader.api.follow.set.mutate({ handle: author.handle });
  const page = await (await openAs(reader)).newPage();
  await page.goto("/community?tag=lamps");
  await page.getByTestId("follow-tag").click();
  await expect(page.getByTestId("follow-tag")).toHaveText("Following");
  await expect.poll(async () => (await reader.api.follow.mine.query()).tags).toEqual(["lamps"]);
  await reader.api.follow.unset.mutate({ handle: author.handle });
  await page.goto("/community?sort=following");
  await expect(page.getByTestId("story-card").filter({ hasText: "Lamplight" })).toBeVisible();
  await page.goto("/settings/following");
  await expect(page.getByRole("heading", { name: "Tags 1" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Follow the tag lamps" }).click();
  await expect(page.getByRole("heading", { name: "Tags 0" })).toBeVisible();
  await expect(page.getByRole("link", { name: "#lamps" })).toBeVisible();
});
