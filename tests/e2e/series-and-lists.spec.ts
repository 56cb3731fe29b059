import { dragOnto } from "./support/drag";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

test("an author makes a series and orders it by keyboard; a reader follows it and reads on", async ({
  openAs,
  author,
}) => {
  const first = await author.publish("The First Tide");
  await author.publish("The Second Tide");
  const studio = await (await openAs(author)).newPage();
  await studio.goto("/studio/series");
  await studio.getByRole("textbox", { name: "Title" }).fill("Tides");
  await studio.getByRole("button", { name: "Create the series" }).click();
  await expect(studio).toHaveURL(/\/series\/tides-/);
  const rows = studio.getByRole("list", { name: "Stories of the series" }).getByRole("listitem");
  for (const [count, title] of ["The Second Tide", "The First Tide"].entries()) {
    await studio.getByRole("combobox", { name: "Add a story" }).selectOption({ label: title });
    await studio.getByRole("button", { name: "Add", exact: true }).click();
    await expect(rows).toHaveCount(count + 1);
  }
  await studio.getByRole("button", { name: "Move The First Tide up" }).focus();
  const moved = studio.waitForResponse((response) => response.url().includes("series.move"));
  await studio.keyboard.press("Alt+ArrowUp");
  await moved;
  await expect(rows).toContainText(["The First Tide", "The Second Tide"]);
  await expect(studio.getByRole("button", { name: "Move The First Tide down" })).toBeFocused();
  await expect(studio.getByRole("status").filter({ hasText: "The First Tide: now 1 of 2" })).toBeAttached();
  await expectAccessible(studio);

  const reader = await (await openAs(await signUp())).newPage();
  await reader.goto(`/stories/${first.slug}`);
  await expect(reader.getByText("Part 1 of 2 in Tides")).toBeVisible();
  await reader
    .getByRole("navigation", { name: "Series Tides" })
    .getByRole("link", { name: /The Second Tide/ })
    .click();
  await expect(reader.getByText("Part 2 of 2 in Tides")).toBeVisible();
  await reader.getByRole("link", { name: "Tides", exact: true }).click();
  const follow = reader.getByRole("button", { name: "Follow the series Tides" });
  const followed = reader.waitForResponse((response) => response.url().includes("series.follow"));
  await follow.click();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  await followed;
  await expectAccessible(reader);
  const third = await author.publish("The Third Tide");
  const [series] = await author.api.series.byAuthor.query({ handle: author.handle });
  await author.api.series.add.mutate({ id: series?.id ?? "", storyId: third.id });
  await expect(reader.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  // The page of the series says so too, and changes when asked.
  const shown = reader.getByTestId("story-card");
  await expect(reader.getByText("A story has come into this series")).toBeVisible();
  await expect(shown).toHaveCount(2);
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Show it" }).click();
  await expect(shown).toHaveCount(3);
  await expect(reader.getByText("A story has come into this series")).toBeHidden();
  await author.api.story.unpublish.mutate({ id: third.id });
  await expect(reader.getByText("This series has changed")).toBeVisible();
  await expect(shown).toHaveCount(3);
});

test("a reader puts a story on a list from its page, orders the list by dragging, and opens it to others", async ({
  openAs,
  author,
}) => {
  const stories = [await author.publish("Apricots"), await author.publish("Blossom")];
  const member = await signUp();
  const reader = await (await openAs(member)).newPage();
  await reader.setViewportSize({ width: 360, height: 740 });
  for (const [index, { slug }] of stories.entries()) {
    await reader.goto(`/stories/${slug}`);
    await reader.getByRole("button", { name: "Lists" }).click();
    if (index === 0) {
      await reader.getByRole("textbox", { name: "A new list" }).fill("Of orchards");
      await reader.getByRole("button", { name: "Add", exact: true }).click();
      await expect(reader.getByRole("checkbox", { name: "Of orchards" })).toBeChecked();
      await expectAccessible(reader);
    } else {
      const added = reader.waitForResponse((response) => response.url().includes("readingList.add"));
      await reader.getByRole("checkbox", { name: "Of orchards" }).click();
      await added;
    }
  }
  await reader.goto("/lists");
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Of orchards" }).click();
  await expect(reader.getByText("Only you see it")).toBeVisible();
  const rows = reader.getByRole("list", { name: "Stories of the list" }).getByRole("listitem");
  await expect(rows).toContainText(["Apricots", "Blossom"]);
  const moved = reader.waitForResponse((response) => response.url().includes("readingList.move"));
  await dragOnto(rows.nth(1), rows.nth(0), { x: 60, y: 4 });
  await moved;
  await expect(rows).toContainText(["Blossom", "Apricots"]);
  const address = reader.url();
  const guest = await (await openAs(null)).newPage();
  expect((await guest.goto(address))?.status()).toBe(404);
  await reader.getByText("Title, note and who sees it").click();
  await reader.getByRole("checkbox", { name: "Others may see it" }).check();
  await reader.getByRole("button", { name: "Save" }).click();
  await expect(reader.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessible(reader);
  await guest.goto(address);
  await expect(guest.getByTestId("story-card").getByRole("heading")).toHaveText(["Blossom", "Apricots"]);
  await expectAccessible(guest);
});
