import { randomBytes } from "node:crypto";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

/** Letters that no other story of the suite has. */
const anyWord = () => randomBytes(14).reduce((word, byte) => word + String.fromCharCode(97 + (byte % 26)), "");

test("a story is found by keyboard alone: / from anywhere, suggestions, results, filters in the address", async ({
  page,
  author,
}) => {
  const word = anyWord();
  const { slug } = await author.publish(`The ${word} keeper`, "A lantern was swinging over the quay.");
  await author.publish(`A ${word} elsewhere`, "No light at all.");
  await page.goto("/community");
  await expect(page.getByTestId("story-card").first()).toBeVisible();
  await page.keyboard.press("/");
  const box = page.getByRole("combobox", { name: "Search stories, authors and tags" });
  await expect(box).toBeFocused();
  await page.keyboard.type(word.slice(0, 9));
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options.first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "");
  await page.keyboard.press("Escape");
  await expect(options.first()).toBeHidden();
  await expect(box).toBeFocused();
  await box.fill(`${word} lanterns`);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(new RegExp(`/search\\?q=${word}`));
  const result = page.getByTestId("search-result");
  await expect(result).toHaveCount(1);
  await expect(result.locator("mark")).toHaveText([word, "lantern"]);
  await expectAccessible(page);
  await page.getByRole("combobox").fill(word);
  await page.keyboard.press("Enter");
  await expect(result).toHaveCount(2);
  await page.getByText("Filters", { exact: true }).click();
  await page.getByRole("link", { name: "Literary 2 stories" }).click();
  await expect(page).toHaveURL(/genre=literary/);
  await page.getByRole("link", { name: "Complete 2 stories" }).click();
  await expect(page).toHaveURL(/progress=complete/);
  await page.reload();
  await expect(result).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("link", { name: `The ${word} keeper` }).click();
  await expect(page).toHaveURL(`/stories/${slug}`);

  // The command menu: stories, what this page can do, and where one can go; by keyboard alone, too.
  const menu = page.getByRole("dialog", { name: "Command menu" });
  const commands = menu.getByRole("option");
  await page.getByRole("heading", { name: `The ${word} keeper` }).waitFor();
  await page.keyboard.press("Control+k");
  await expect(menu.getByRole("combobox")).toBeFocused();
  await expect(commands.filter({ hasText: "Show the keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(word);
  await expect(commands.first()).toHaveText(`Search for “${word}”`);
  await page.keyboard.press("ArrowDown");
  await expect(commands.filter({ hasText: `A ${word} elsewhere` })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  const opener = page.getByRole("button", { name: "Command menu" });
  await opener.press("Enter");
  await page.keyboard.type("keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("pol");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/polls");
});

test("words that are nowhere lead to those that were meant", async ({ page, author }) => {
  const word = anyWord();
  const { slug } = await author.publish(`The ${word}`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/search?q=${word.slice(0, 6)}${word.slice(7)}`);
  await expect(page.getByRole("heading", { name: /^Nothing found for/ })).toBeVisible();
  await expect(page.getByTestId("story-card")).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("link", { name: `Search for “${word}”` }).click();
  await expect(page.getByTestId("search-result").getByRole("link", { name: `The ${word}` })).toHaveAttribute(
    "href",
    `/stories/${slug}`,
  );
});

test("a search is saved, says what is new in it, and can be renamed and deleted", async ({ openAs, author }) => {
  const reader = await signUp();
  const word = anyWord();
  await author.publish(`The ${word}`);
  const page = await (await openAs(reader)).newPage();
  await page.goto(`/search?q=${word}&progress=complete`);
  await page.getByRole("button", { name: "Save this search" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Something rare");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved as “Something rare”")).toBeVisible();

  await author.publish(`Another ${word}`);
  await page.goto("/search");
  const saved = page.getByRole("region", { name: "Saved searches" });
  await expect(saved.getByText("1 new")).toBeVisible();
  await expect(saved.getByText(`“${word}” · Complete`)).toBeVisible();
  await expectAccessible(page);
  const opened = page.waitForResponse(/savedSearch\.open/);
  await saved.getByRole("link", { name: "Something rare" }).click();
  await expect(page.getByTestId("search-result")).toHaveCount(2);
  await opened;
  await page.goto("/search");
  await expect(saved.getByRole("link", { name: "Something rare" })).toBeVisible();
  await expect(saved.getByText("1 new")).toHaveCount(0);

  const more = (name: string) => page.getByRole("button", { name: `More about the search ${name}` }).click();
  await more("Something rare");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Rare things");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(saved.getByRole("link", { name: "Rare things" })).toBeVisible();
  await more("Rare things");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(saved.getByText("Search for something, save it")).toBeVisible();
  await expect(page.getByText("Deleted “Rare things”")).toBeVisible();
});
